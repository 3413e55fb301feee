import * as fc from "fast-check";
import { expect, test } from "vitest";

import { describeShadow, type StoredShadow, updateShadow } from "./shadow-document.ts";
import { readShadowUpdate, ShadowRefused } from "./shadow-request.ts";

const bytes = (document: unknown) => Buffer.from(JSON.stringify(document));

/** Applies updates one after another to a shadow that is not there yet. */
function updated(...documents: readonly unknown[]) {
  let shadow: StoredShadow | undefined;
  const changes = documents.map((document, index) => {
    const update = readShadowUpdate(bytes(document));
    const change = updateShadow(shadow, shadow?.version ?? 0, update, 1000 + index);
    shadow = change.next;
    return change;
  });
  const last = changes.at(-1);
  if (!last || !shadow) throw new Error("nothing was updated");
  return { ...last, shadow, described: describeShadow(shadow, 2000) };
}

const states = (...parts: readonly unknown[]) => updated(...parts.map((state) => ({ state }))).described;

// The cases that moto's authors ran against AWS: tests/test_iotdata/test_iotdata.py, marked aws_verified.
test.each<readonly [unknown, unknown, unknown, unknown]>([
  [
    { desired: { online: true } },
    { desired: { online: true }, delta: { online: true } },
    { reported: { online: false } },
    { desired: { online: true }, reported: { online: false }, delta: { online: true } },
  ],
  [
    { desired: { enabled: true } },
    { desired: { enabled: true }, delta: { enabled: true } },
    { reported: { online: false, enabled: true } },
    { desired: { enabled: true }, reported: { online: false, enabled: true } },
  ],
  [{}, {}, { reported: { online: false } }, { reported: { online: false } }],
  [{}, {}, { reported: { online: null } }, {}],
  [{ desired: {} }, {}, { reported: { online: false } }, { reported: { online: false } }],
  [
    { desired: { enabled: true } },
    { desired: { enabled: true }, delta: { enabled: true } },
    { reported: {} },
    { desired: { enabled: true }, delta: { enabled: true } },
  ],
  [
    { desired: { enabled: true } },
    { desired: { enabled: true }, delta: { enabled: true } },
    { reported: { online: true } },
    { desired: { enabled: true }, reported: { online: true }, delta: { enabled: true } },
  ],
  [
    { reported: { list: ["value_1", "value_2"] } },
    { reported: { list: ["value_1", "value_2"] } },
    { desired: { list: ["value_1"] } },
    { desired: { list: ["value_1"] }, reported: { list: ["value_1", "value_2"] }, delta: { list: ["value_1"] } },
  ],
  [
    { reported: { list: ["value_1", "value_2"] } },
    { reported: { list: ["value_1", "value_2"] } },
    { desired: { list: ["value_1", "value_3"] } },
    {
      desired: { list: ["value_1", "value_3"] },
      reported: { list: ["value_1", "value_2"] },
      delta: { list: ["value_1", "value_3"] },
    },
  ],
  [
    { reported: { list: [["value_1"], ["value_2"]] } },
    { reported: { list: [["value_1"], ["value_2"]] } },
    { desired: { list: [["value_1"]] } },
    {
      desired: { list: [["value_1"]] },
      reported: { list: [["value_1"], ["value_2"]] },
      delta: { list: [["value_1"]] },
    },
  ],
  [
    { reported: { a: { b: ["d"] } } },
    { reported: { a: { b: ["d"] } } },
    { desired: { a: { b: ["c", "d"] } } },
    { delta: { a: { b: ["c", "d"] } }, desired: { a: { b: ["c", "d"] } }, reported: { a: { b: ["d"] } } },
  ],
  [
    { reported: { a: { b: { c: "d", e: "f" } } } },
    { reported: { a: { b: { c: "d", e: "f" } } } },
    { desired: { a: { b: { c: "d2" } } } },
    {
      delta: { a: { b: { c: "d2" } } },
      desired: { a: { b: { c: "d2" } } },
      reported: { a: { b: { c: "d", e: "f" } } },
    },
  ],
  [
    { reported: { a1: { b1: { c: "d" } } } },
    { reported: { a1: { b1: { c: "d" } } } },
    { desired: { a1: { b1: { c: "d" } }, a2: { b2: "sth" } } },
    {
      delta: { a2: { b2: "sth" } },
      desired: { a1: { b1: { c: "d" } }, a2: { b2: "sth" } },
      reported: { a1: { b1: { c: "d" } } },
    },
  ],
  [
    { reported: { a: { b1: { c: "d" } } } },
    { reported: { a: { b1: { c: "d" } } } },
    { desired: { a: { b1: { c: "d" }, b2: "sth" } } },
    {
      delta: { a: { b2: "sth" } },
      desired: { a: { b1: { c: "d" }, b2: "sth" } },
      reported: { a: { b1: { c: "d" } } },
    },
  ],
])("verified at AWS: %j is described as %j, and after %j as %j", (first, described, second, afterwards) => {
  expect(states(first)).toMatchObject({ state: described, version: 1 });
  expect(states(first)).toHaveProperty("state", described);
  expect(states(first, second)).toHaveProperty("state", afterwards);
});

test.each([
  [
    { a: 1, b: { c: 3 } },
    { a: 1, b: { c: 3 }, d: {} },
  ],
  [
    { a: 1, b: { c: 3 }, d: {} },
    { a: 1, b: { c: {} }, d: {} },
  ],
  [
    { a: 1, b: { c: 3 } },
    { a: 1, b: { c: { d: 3 } } },
  ],
])("verified at AWS: desired %j updated with %j is what was sent", (initial, update) => {
  const described = states({ desired: initial }, { desired: update });
  expect(described).toHaveProperty("state", { desired: update, delta: update });
});

test("verified at AWS: a null state empties the shadow, which stays and counts on", () => {
  const first = updated({ state: null });
  expect(first.accepted).toEqual({ state: null, metadata: { timestamp: 1000 }, version: 1, timestamp: 1000 });
  expect(first.described).toEqual({ state: {}, metadata: {}, version: 1, timestamp: 2000 });

  const later = updated({ state: null }, { state: { desired: { a: "b" } } }, { state: null });
  expect(later.accepted).toMatchObject({ state: null, version: 3 });
  expect(later.described).toEqual({ state: {}, metadata: {}, version: 3, timestamp: 2000 });
});

test("verified at AWS: null removes a field, and the section with its last one", () => {
  const fields = { desired: { state1: 1, state2: 2 } };
  expect(states(fields, { desired: { state1: null } })).toHaveProperty("state.desired", { state2: 2 });
  expect(states(fields, { desired: { state1: null } }, { desired: { state2: null } })).toHaveProperty("state", {});
});

test("accepted names only what the request named, delta everything that differs, documents both before and after", () => {
  const { accepted, delta, documents } = updated(
    { state: { desired: { a: 1, b: 2 } } },
    { state: { reported: { a: 1, gone: null } }, clientToken: "token", version: 1 },
  );

  const tail = { timestamp: 1001, clientToken: "token" };
  expect(accepted).toEqual({
    state: { reported: { a: 1, gone: null } },
    metadata: { reported: { a: { timestamp: 1001 }, gone: { timestamp: 1001 } } },
    version: 2,
    ...tail,
  });
  expect(delta).toEqual({ state: { b: 2 }, metadata: { b: { timestamp: 1000 } }, version: 2, ...tail });
  const desired = { state: { a: 1, b: 2 }, metadata: { a: { timestamp: 1000 }, b: { timestamp: 1000 } } };
  expect(documents).toEqual({
    previous: { state: { desired: desired.state }, metadata: { desired: desired.metadata }, version: 1 },
    current: {
      state: { desired: desired.state, reported: { a: 1 } },
      metadata: { desired: desired.metadata, reported: { a: { timestamp: 1001 } } },
      version: 2,
    },
    ...tail,
  });
});

test("metadata mirrors the state, an array item by item", () => {
  const { described } = updated(
    { state: { reported: { a: { list: [1, [2]] } } } },
    { state: { reported: { b: "x" } } },
  );
  expect(described).toHaveProperty("metadata.reported", {
    a: { list: [{ timestamp: 1000 }, [{ timestamp: 1000 }]] },
    b: { timestamp: 1001 },
  });
});

test("desired and reported in agreement have no delta", () => {
  const { delta, described } = updated({
    state: { desired: { a: [{ x: 1, y: 2 }] }, reported: { a: [{ y: 2, x: 1 }] } },
  });
  expect(delta).toBeUndefined();
  expect(described).not.toHaveProperty("state.delta");
});

test.each<readonly [string, number, string]>([
  ["{", 400, "Invalid JSON"],
  ["", 400, "Invalid JSON"],
  ["[]", 400, "Invalid JSON"],
  ["{}", 400, "Missing required node: state"],
  ['{"state":1}', 400, "State node must be an object"],
  ['{"state":[]}', 400, "State node must be an object"],
  ['{"state":{"desired":1}}', 400, "Desired node must be an object"],
  ['{"state":{"reported":"x"}}', 400, "Reported node must be an object"],
  ['{"state":{"other":{}}}', 400, "State contains an invalid node"],
  ['{"state":{"desired":{"a":[1,null]}}}', 400, "State contains an invalid node"],
  ['{"state":{"desired":{"a":1e999}}}', 400, "State contains an invalid node"],
  ['{"state":{},"version":"1"}', 400, "Invalid version"],
  ['{"state":{},"version":1.5}', 400, "Invalid version"],
  ['{"state":{},"version":-1}', 400, "Invalid version"],
  ['{"state":{},"clientToken":1}', 400, "Invalid clientToken"],
  [`{"state":{},"clientToken":"${"x".repeat(65)}"}`, 400, "Invalid clientToken"],
  ['{"state":{},"version":7}', 409, "Version conflict"],
  [
    `{"state":{"desired":${'{"a":'.repeat(9)}{}${"}".repeat(9)}}}`,
    400,
    "JSON contains too many levels of nesting; maximum is 6",
  ],
  [`{"state":{"desired":{"a":"${"x".repeat(8192)}"}}}`, 413, "The payload exceeds the maximum size allowed"],
])("%s is refused in AWS's words", (document, code, message) => {
  const act = () => updateShadow(undefined, 0, readShadowUpdate(Buffer.from(document)), 1);
  expect(act).toThrow(expect.objectContaining({ name: "ShadowRefused", code, message }));
});

test("bytes that are not UTF-8 are refused as such", () => {
  expect(() => readShadowUpdate(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(
    "Unsupported documented encoding; supported encoding is UTF-8",
  );
});

test("eight levels below desired are accepted, and 8 KB of state", () => {
  expect(states({ desired: JSON.parse(`${'{"a":'.repeat(8)}{}${"}".repeat(8)}`) })).toHaveProperty("version", 1);
  const room = 8192 - JSON.stringify({ desired: { a: "" } }).length;
  expect(states({ desired: { a: "x".repeat(room) } })).toHaveProperty("version", 1);
  expect(() => states({ desired: { a: "x".repeat(room + 1) } })).toThrow(ShadowRefused);
});

test("a key that means something to JavaScript is a key like any other", () => {
  const document = '{"state":{"desired":{"__proto__":{"polluted":1},"constructor":{"toString":2}}}}';
  const { next } = updateShadow(undefined, 0, readShadowUpdate(Buffer.from(document)), 1);
  const again = updateShadow(next, 1, readShadowUpdate(Buffer.from(document)), 2).next;

  expect(JSON.stringify(again.state)).toBe('{"desired":{"__proto__":{"polluted":1},"constructor":{"toString":2}}}');
  expect(JSON.stringify(describeShadow(again, 3))).toContain('"delta":{"__proto__":{"polluted":1}');
  expect({}).not.toHaveProperty("polluted");
});

test("whatever arrives, the shadow door refuses in AWS's words or accepts", () => {
  const hostile = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytesOf) => Buffer.from(bytesOf)),
    fc.json({ maxDepth: 12 }).map((json) => Buffer.from(json)),
    fc.json({ maxDepth: 12 }).map((json) => Buffer.from(`{"state":{"desired":${json}}}`)),
    fc.json({ maxDepth: 4 }).map((json) => Buffer.from(`{"state":${json},"version":1,"clientToken":${json}}`)),
    fc.nat({ max: 60_000 }).map((depth) => Buffer.from(`{"state":{"desired":${'{"a":'.repeat(depth)}`)),
    fc
      .nat({ max: 20_000 })
      .map((depth) => Buffer.from(`{"state":{"reported":{"a":${"[".repeat(depth)}${"]".repeat(depth)}}}}`)),
  );
  const knock = fc.property(hostile, (payload) => {
    try {
      const { next, accepted } = updateShadow(undefined, 0, readShadowUpdate(payload), 1);
      JSON.stringify([next, accepted, describeShadow(next, 2)]);
    } catch (error) {
      if (!(error instanceof ShadowRefused)) throw error;
    }
  });
  expect(() => fc.assert(knock, { numRuns: 2000 })).not.toThrow();
});
