import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { ClientConnectivity } from "#local/account/connectivity.ts";

import type { IndexingConfiguration } from "./configuration.ts";
import { NotIndexed } from "./fields.ts";
import { InvalidQuery } from "./invalid-query.ts";
import { readPredicate } from "./predicate.ts";
import type { ThingDocument } from "./thing-document.ts";

const everything: IndexingConfiguration = {
  thingIndexingMode: "REGISTRY_AND_SHADOW",
  thingConnectivityIndexingMode: "STATUS",
};
const registry: IndexingConfiguration = { thingIndexingMode: "REGISTRY", thingConnectivityIndexingMode: "OFF" };

const fleet: readonly ThingDocument[] = [
  thing("alpha-1", { site: "North", provider: "acme", count: "75" }, "sensor", {
    desired: { power: "on", stats: { limit: 5 } },
    reported: { power: "on", stats: { battery: 78, limit: 7 }, place: "new york", values: [1, 2, 3] },
  }),
  thing("alpha-2", { site: "south", provider: "ACME", count: "80" }),
  thing("beta-1", { provider: "other", serial: "abce" }, "sensor", {
    reported: { "one.two": { three: "v2" }, palette: [{ red: 1 }], off: false, none: null },
  }),
  { ...thing("gamma", {}), client: client("gamma", true, 1_557_700_000_000) },
];

function thing(
  name: string,
  attributes: Readonly<Record<string, string>>,
  typeName?: string,
  state?: { readonly desired?: unknown; readonly reported?: unknown },
): ThingDocument {
  return {
    thing: { name, arn: `arn:aws:iot:r:0:thing/${name}`, id: `id-of-${name}`, typeName, attributes, version: 1 },
    shadow: state && { state, metadata: {}, version: 1, timestamp: 1_700_000_000 },
    client: undefined,
  };
}

function client(clientId: string, connected: boolean, at: number): ClientConnectivity {
  return {
    clientId,
    connected,
    at,
    disconnectReason: connected ? undefined : "CONNECTION_LOST",
    versionNumber: 0,
    sessionIdentifier: "s",
    principalId: "p",
    keepAliveSeconds: 60,
    cleanSession: true,
    sessionExpirySeconds: 0,
    sourceIp: "127.0.0.1",
    sourcePort: 1,
  };
}

function names(query: string, configuration = everything): readonly string[] {
  const matches = readPredicate(query, configuration);
  return fleet.filter(matches).map((document) => document.thing.name);
}

function outcomeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test.each([
  ["thingName:ALPHA-1", ["alpha-1"]],
  ["attributes.site:north", ["alpha-1"]],
  ["attributes.provider:Acme", ["alpha-1", "alpha-2"]],
  ["thingTypeName:SENSOR", ["alpha-1", "beta-1"]],
  ["thingId:id-of-gamma", ["gamma"]],
  ['thingName:"Alpha-1"', ["alpha-1"]],
  ["thingName:alpha", []],
  ["attributes.missing:x", []],
  ["attributes.Site:north", []],
])("%s finds a value in whatever case, and a field in its own", (query, found) => {
  expect(names(query)).toEqual(found);
});

test.each([
  ["thingName:alpha*", ["alpha-1", "alpha-2"]],
  ["thingName:ALPHA-?", ["alpha-1", "alpha-2"]],
  ["thingName:*a", ["gamma"]],
  ["thingName:*eta*", ["beta-1"]],
  ["attributes.provider:a*e", ["alpha-1", "alpha-2"]],
  ["thingName:alpha?", []],
  ['thingName:"alpha*"', []],
  ["thingName:alpha\\*", []],
  ["thingTypeName:*", ["alpha-1", "beta-1"]],
  ["attributes.site:*", ["alpha-1", "alpha-2"]],
  ["*", ["alpha-1", "alpha-2", "beta-1", "gamma"]],
])("%s: * stands for any run, ? for one character, quoted or escaped for themselves", (query, found) => {
  expect(names(query)).toEqual(found);
});

test.each([
  ["thingName:gamma OR attributes.provider:acme AND attributes.site:south", ["alpha-2", "gamma"]],
  ["attributes.provider:acme AND attributes.site:south OR thingName:gamma", ["alpha-2", "gamma"]],
  ["thingName:gamma OR attributes.provider:acme attributes.site:south", ["alpha-2"]],
  ["thingName:alpha* attributes.provider:acme", ["alpha-1", "alpha-2"]],
  ["(thingName:gamma OR attributes.provider:acme) AND NOT thingTypeName:sensor", ["alpha-2", "gamma"]],
  ["NOT attributes.provider:acme AND thingTypeName:sensor", ["beta-1"]],
  ["NOT thingTypeName:sensor", ["alpha-2", "gamma"]],
  ["-thingTypeName:sensor", ["alpha-2", "gamma"]],
  ["thingName:alpha* - thingTypeName:sensor", ["alpha-2"]],
  ["-(thingTypeName:sensor AND attributes.provider:other)", ["alpha-1", "alpha-2", "gamma"]],
  ["!thingTypeName:sensor", ["alpha-2", "gamma"]],
  ["thingTypeName:sensor && attributes.site:north", ["alpha-1"]],
  ["thingName:gamma || attributes.provider:other", ["beta-1", "gamma"]],
  ["thingName:(al* AND -alpha-2)", ["alpha-1"]],
  ["attributes.site:(north OR south)", ["alpha-1", "alpha-2"]],
])("%s: AND before OR, mere white space last of all", (query, found) => {
  expect(names(query)).toEqual(found);
});

test.each([
  ["attributes.count:75", ["alpha-1"]],
  ["attributes.count:75.0", ["alpha-1"]],
  ["attributes.count:[75 TO 80]", ["alpha-1", "alpha-2"]],
  ["attributes.count:{75 TO 80]", ["alpha-2"]],
  ["attributes.count:{75 TO 80}", []],
  ["attributes.count:[76 TO *]", ["alpha-2"]],
  ["attributes.count>75", ["alpha-2"]],
  ["attributes.count >= 75", ["alpha-1", "alpha-2"]],
  ["attributes.count<80", ["alpha-1"]],
  ["attributes.count>-1", ["alpha-1", "alpha-2"]],
  ["attributes.provider>5", []],
  ['attributes.serial:["abcd" TO "abcf"]', ["beta-1"]],
  ["connectivity.timestamp : [1557651600000 TO 1557867600000]", ["gamma"]],
  ["connectivity.timestamp > 1557651600000", ["gamma"]],
])("%s compares numbers as numbers and text as text", (query, found) => {
  expect(names(query)).toEqual(found);
});

test.each([
  ["shadow.reported.stats.battery:{70 TO 100}", ["alpha-1"]],
  ["shadow.reported.values:2", ["alpha-1"]],
  ["shadow.reported.place:york", ["alpha-1"]],
  ['shadow.reported.place:"new york"', ["alpha-1"]],
  ["shadow.reported.one.two.three:v2", ["beta-1"]],
  ["shadow.reported.palette.red:1", []],
  ["shadow.reported.off:false", ["beta-1"]],
  ["shadow.reported.none:*", []],
  ["shadow.hasDelta:true", ["alpha-1"]],
  ["shadow.delta.stats.limit:5", ["alpha-1"]],
  ["shadow.delta.power:*", []],
  ["shadow.reported.place:* NOT shadow.desired.stats.battery:*", ["alpha-1"]],
  ["connectivity.connected:true", ["gamma"]],
  ["connectivity.connected:FALSE", ["alpha-1", "alpha-2", "beta-1"]],
  ["connectivity.disconnectReason:*", []],
  ["york", ["alpha-1"]],
  ["sensor other", ["beta-1"]],
])("%s looks into the shadow and the connection", (query, found) => {
  expect(names(query)).toEqual(found);
});

test.each([
  "thingName:",
  "thingName:(a",
  "thingName:a AND",
  "AND thingName:a",
  "thingName:a OR",
  "thingName:a NOT",
  "NOT",
  "!",
  "()",
  "thingName:a)",
  "thingName:a -",
  "NOT NOT thingName:a",
  "NOT -thingName:a",
  "-NOT thingName:a",
  "thingName:a AND OR thingName:b",
  'thingName:"a',
  'thingName:a"',
  " ",
  "attributes.count:>5",
  "attributes.count:[1 TO]",
  "thingName:a\\",
  "thingName:a]",
])("%s is no query", (query) => {
  expect(() => names(query)).toThrow(new InvalidQuery("invalid syntax"));
});

test.each([
  "bogusfield",
  "registry.version",
  "shadow.version",
  "*",
  "attributes",
  "attributes.",
  "ThingName",
  "shadow.x",
])("%s is no field", (field) => {
  expect(() => names(`${field}:1`)).toThrow(new InvalidQuery(`invalid field name, field name: ${field}`));
});

test.each([
  ["+thingName:a", 'unsupported operator - "+"'],
  ["+alpha", 'unsupported operator - "+"'],
  ["thingName:a~2", "unsupported query type - fuzzy"],
  ["thingName:/a/", "unsupported query type - regular expression"],
  ["thingName:a^2", "unsupported query type - boost"],
  [
    "thingName:?a",
    "invalid value - wildcard character (?) is not allowed at the start of the value, field name: thingName, value: ?a",
  ],
  [
    "thingName:a*b*c*",
    "invalid value - too many wildcards (*). The maximum allowed per term is 2, field name: thingName, value: a*b*c*",
  ],
])("%s is refused in AWS's words", (query, message) => {
  expect(() => names(query)).toThrow(new InvalidQuery(message));
});

test("a query has at most twelve terms, and that is said before anything about its fields", () => {
  const thirteen = Array.from({ length: 13 }, (_, at) => `bogus:${at}`).join(" OR ");
  expect(() => names(thirteen)).toThrow(new InvalidQuery("number of terms cannot exceed 12, terms found: 13"));
});

test("one term may begin with *, in a query of at most 100 characters", () => {
  expect(names("thingName:*1 AND thingName:alpha*")).toEqual(["alpha-1"]);
  expect(() => names("thingName:*1 AND thingName:*2")).toThrow(InvalidQuery);
  expect(() => names(`thingName:*1 OR thingName:${"x".repeat(100)}`)).toThrow(InvalidQuery);
});

test("what is not indexed cannot be asked for", () => {
  expect(() => names("connectivity.connected:true", registry)).toThrow(NotIndexed);
  expect(() => names("shadow.reported.x:1", registry)).toThrow(NotIndexed);
  expect(() => names("deviceDefender.violationCount:1")).toThrow(NotIndexed);
});

test("whatever is asked, the answer is a set of things or a refusal", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      " AND ",
      " OR ",
      " NOT ",
      " -",
      "(",
      ")",
      ":",
      "*",
      "?",
      '"',
      "[",
      " TO ",
      "]",
      "{",
      "}",
      "\\",
      "<",
      ">=",
    ),
    fc.constantFrom(
      "thingName",
      "attributes.site",
      "shadow.reported.a",
      "connectivity.connected",
      "__proto__",
      "north",
    ),
    fc.string({ maxLength: 6, unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      expect(outcomeOf(() => names(pieces.join("")))).toSatisfy(
        (outcome) => Array.isArray(outcome) || outcome instanceof InvalidQuery || outcome instanceof NotIndexed,
      );
    }),
    { numRuns: 3000 },
  );
});

test("NOT is the complement, OR the union and AND the intersection of what its parts find", () => {
  const term = fc.constantFrom(
    "thingName:al*",
    "attributes.site:*",
    "connectivity.connected:true",
    "attributes.count>76",
  );
  fc.assert(
    fc.property(term, term, (a, b) => {
      const [inA, inB, all] = [new Set(names(a)), new Set(names(b)), names("*")];
      expect(names(`NOT (${a})`)).toEqual(all.filter((name) => !inA.has(name)));
      expect(names(`${a} OR ${b}`)).toEqual(all.filter((name) => inA.has(name) || inB.has(name)));
      expect(names(`${a} AND ${b}`)).toEqual(all.filter((name) => inA.has(name) && inB.has(name)));
    }),
  );
});

test("a thousand parentheses are refused and not followed", () => {
  expect(() => names(`${"(".repeat(499)}a${")".repeat(499)}`)).toThrow(InvalidQuery);
});
