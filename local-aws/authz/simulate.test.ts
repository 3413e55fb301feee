import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { decide } from "./decide.ts";
import { readPolicyDocument } from "./policy-document.ts";

/**
 * Two readings of the same documentation: ours and iam-simulate's, asked the same thousands of questions.
 *
 * Left out of the questions is where the two are known to differ, with the reason why ours stands:
 * - A variable without a value in a negated operator or in NotResource. "Inverted condition operators … do match against a null
 *   value", "will not match any resource" (reference_policies_variables.html#policy-vars-no-value). iam-simulate lets neither match.
 * - ForAnyValue with IfExists on an absent key: "If the condition key is not present, evaluate the condition element as true".
 *   iam-simulate says false.
 * - Negated ARN operators with an ARN of fewer than six components: iam-simulate says false either way.
 * - A `*` at the end of one component "can expand to match beyond the colon boundaries" (reference_policies_elements_resource.html);
 *   a wildcard in a resource's type (`u*` for `user/…`) is matched by us like any other.
 * - The network 0.0.0.0/0, which iam-simulate finds empty, and NotIpAddress with a bare address of the other family, which it refuses
 *   where it passes the same network with its length.
 * - Times as seconds since the epoch, which iam-simulate takes as milliseconds; numbers with text behind them, which it reads.
 */

const accountId = "000000000000";
const arn = (resource: string) => `arn:aws:iot:ap-northeast-1:${accountId}:${resource}`;
const list = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }));

const text = (...units: readonly string[]) =>
  fc.string({ unit: fc.constantFrom(...units), minLength: 1, maxLength: 4 });
const variable = fc.constantFrom(
  "${iot:ClientId}",
  "${aws:username}",
  "${iot:Several}",
  "${aws:username, 'b'}",
  "${*}",
  "${?}",
);
const plainResource = text("a", "b", "/", "*", "?", "+", "#").map((rest) => arn(`topic/${rest}`));
const resource = fc.oneof(
  fc.constantFrom(
    "*",
    "arn:aws:iot:*",
    arn("*"),
    `arn:aws:iot:*:${accountId}:topic/a`,
    "arn:aws:sqs:*:*:*",
    arn("topic/*"),
  ),
  plainResource,
  fc.tuple(text("a", "/", "*"), variable, text("b", "*")).map((parts) => arn(`topic/${parts.join("")}`)),
);
const action = fc.constantFrom(
  "*",
  "iot:*",
  "iot:Pub*",
  "IOT:PUBLISH",
  "iot:Publish",
  "iot:Publis?",
  "iot:Connect",
  "mqtt:*",
);

const values = list(fc.constantFrom("a", "b", "ab", "A", "a*", "?b", "${iot:ClientId}"));
const plainValues = list(fc.constantFrom("a", "b", "ab", "A", "a*", "?b"));
const key = fc.constantFrom("iot:ClientId", "iot:clientid", "aws:username", "iot:Several", "x:absent");
const set = fc.constantFrom("", "ForAllValues:", "ForAnyValue:");
const line = (operators: readonly string[], wanted: fc.Arbitrary<unknown>, keys: fc.Arbitrary<string> = key) =>
  fc
    .tuple(set, fc.constantFrom(...operators), fc.constantFrom("", "IfExists"), keys, wanted)
    .map(([quantifier, operator, ifExists, name, value]) => ({
      [`${quantifier}${operator}${quantifier === "ForAnyValue:" ? "" : ifExists}`]: { [name]: value },
    }));
const condition = fc.oneof(
  line(["StringEquals", "StringLike", "StringEqualsIgnoreCase"], values),
  line(["StringNotEquals", "StringNotLike", "StringNotEqualsIgnoreCase"], plainValues),
  line(
    [
      "NumericEquals",
      "NumericNotEquals",
      "NumericLessThan",
      "NumericLessThanEquals",
      "NumericGreaterThan",
      "NumericGreaterThanEquals",
    ],
    list(fc.integer({ min: 0, max: 3 }).map(String)),
    fc.constantFrom("x:number", "x:absent"),
  ),
  line(
    ["DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThan", "DateLessThanEquals", "DateGreaterThanEquals"],
    list(fc.constantFrom("2026-01-05T03:04:05Z", "2026-01-05", "2027-01-01T00:00:00+09:00")),
    fc.constantFrom("aws:CurrentTime", "x:absent"),
  ),
  line(["Bool"], list(fc.constantFrom("true", "false", "TRUE")), fc.constantFrom("x:bool", "x:absent")),
  line(
    ["IpAddress", "NotIpAddress"],
    list(fc.constantFrom("192.0.2.0/24", "192.0.2.7/32", "10.0.0.0/8", "2001:db8::/32")),
    fc.constantFrom("aws:SourceIp", "x:absent"),
  ),
  line(
    ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"],
    list(fc.constantFrom(arn("topic/a"), arn("topic/*"), "arn:aws:*:*:*:topic/a", "arn:aws:sqs:*:*:a")),
    fc.constantFrom("x:arn", "x:absent"),
  ),
  fc.tuple(key, list(fc.constantFrom("true", "false"))).map(([name, value]) => ({ Null: { [name]: value } })),
);

const statement = fc
  .tuple(
    fc.constantFrom("Allow", "Allow", "Deny"),
    fc.oneof(
      list(action).map((Action) => ({ Action })),
      list(action).map((NotAction) => ({ NotAction })),
    ),
    fc.oneof(
      list(resource).map((Resource) => ({ Resource })),
      list(plainResource).map((NotResource) => ({ NotResource })),
    ),
    fc.option(
      condition.map((Condition) => ({ Condition })),
      { nil: {} },
    ),
  )
  .map(([Effect, ...parts]) => Object.assign({ Effect }, ...parts) as object);

const policies = fc.array(
  fc.array(statement, { minLength: 1, maxLength: 4 }).map((Statement) => ({ Version: "2012-10-17", Statement })),
  { maxLength: 3 },
);

const word = fc.constantFrom("a", "b", "ab", "A", "a*", "*");
const context = fc.record(
  {
    "iot:ClientId": word,
    "aws:username": word,
    "iot:Several": fc.array(word, { minLength: 2, maxLength: 3 }),
    "x:number": fc.integer({ min: 0, max: 3 }).map(String),
    "x:bool": fc.constantFrom("true", "false"),
    "aws:CurrentTime": fc.constantFrom("2026-01-05T03:04:05Z", "2026-12-31T15:00:00Z"),
    "aws:SourceIp": fc.constantFrom("192.0.2.7", "192.0.2.8", "10.1.2.3", "2001:db8::1"),
    "x:arn": fc.constantFrom(arn("topic/a"), arn("topic/b:c")),
  },
  { requiredKeys: [] },
);

const question = fc.record({
  action: fc.constantFrom("iot:Publish", "iot:Connect", "iot:publish"),
  resource: text("a", "b", "/", "+", "#").map((rest) => arn(`topic/${rest}`)),
  context,
});

type Question = typeof question extends fc.Arbitrary<infer T> ? T : never;

const outcomes = {
  allow: "Allowed",
  "explicit-deny": "ExplicitlyDenied",
  "implicit-deny": "ImplicitlyDenied",
} as const;

function ours(documents: readonly object[], asked: Question): string {
  const named = documents.map((document, at) => ({
    name: `policy ${at}`,
    document: readPolicyDocument(JSON.stringify(document), "identity"),
  }));
  const given = Object.entries(asked.context).map(([name, value]) => [name.toLowerCase(), [value].flat()] as const);
  return outcomes[decide(named, { ...asked, context: new Map(given) }).outcome];
}

const everything = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" },
};

function theirs(documents: readonly object[], asked: Question): string {
  return runUnsafeSimulation(
    {
      request: {
        principal: `arn:aws:iam::${accountId}:role/a`,
        action: asked.action,
        resource: { resource: asked.resource, accountId },
        contextVariables: asked.context,
      },
      identityPolicies: documents.map((policy, at) => ({ name: `policy ${at}`, policy })),
      serviceControlPolicies: [],
      // What AWS attaches to every organization.
      resourceControlPolicies: [{ orgIdentifier: "o", policies: [{ name: "RCPFullAWSAccess", policy: everything }] }],
    },
    {},
  );
}

test("iam-simulate decides as we do, whatever the policies and the request", { timeout: 60_000 }, () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(policies, question, (documents, asked) => {
      const decided = ours(documents, asked);
      seen.set(decided, (seen.get(decided) ?? 0) + 1);
      expect(decided).toBe(theirs(documents, asked));
    }),
    { numRuns: 6000 },
  );
  // The questions are worth asking: every answer is given often.
  expect(Math.min(...seen.values())).toBeGreaterThan(300);
  expect(seen.size).toBe(3);
});
