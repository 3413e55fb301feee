import * as fc from "fast-check";
import { expect, test } from "vitest";

import { MalformedPolicy } from "./malformed-policy.ts";
import { type PolicyKind, readPolicyDocument } from "./policy-document.ts";

const statement = { Effect: "Allow", Action: "iot:*", Resource: "*" };
const write = (part: object, version: unknown = "2012-10-17") =>
  JSON.stringify({ Version: version, Statement: [{ ...statement, ...part }] });

test.each([
  ["no object", "[]", "syntax"],
  ["no JSON", "{", "syntax"],
  ["JSON of nothing", "null", "syntax"],
  ["an element that is none", '{"Statement":[],"Statements":[]}', "syntax"],
  ["no statement", "{}", "no-statements"],
  ["a statement that is none", '{"Statement":[1]}', "syntax"],
  ["a version that is none", write({}, "2012-10-18"), "version"],
  ["a version that is a number", write({}, 20121017), "version"],
  ["an element of a statement that is none", write({ Actions: "a" }), "syntax"],
  ["an effect in another case", write({ Effect: "allow" }), "effect"],
  ["a Sid that is a number", write({ Sid: 1 }), "sid"],
  ["both Action and NotAction", write({ NotAction: "a:b" }), "syntax"],
  ["neither", write({ Action: undefined }), "no-actions"],
  ["an empty list of actions", write({ Action: [] }), "syntax"],
  ["an action of no service", write({ Action: "Connect" }), "action"],
  ["an action that is a number", write({ Action: 1 }), "syntax"],
  ["neither Resource nor NotResource", write({ Resource: undefined }), "no-resources"],
  ["a resource that is no ARN", write({ Resource: "thing/a" }), "resource"],
  ["a principal", write({ Principal: "*" }), "syntax"],
  ["__proto__", `{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","__proto__":{}}}`, "syntax"],
  ["__proto__ at the top", `{"__proto__":{"Statement":[]}}`, "syntax"],
])("%s makes a document malformed", (_what, source, fault) => {
  expect(faultOf(source, "identity")).toBe(fault);
});

test("AWS IoT takes the newest version only", () => {
  expect(faultOf(write({}, "2008-10-17"), "iot")).toBe("version");
  expect(faultOf(write({}, "2008-10-17"), "identity")).toBeUndefined();
});

test("Sids are given once in IAM", () => {
  const twice = JSON.stringify({
    Statement: [
      { ...statement, Sid: "a" },
      { ...statement, Sid: "a" },
    ],
  });
  expect(faultOf(twice, "identity")).toBe("sid");
});

const trust = (part: object) =>
  JSON.stringify({ Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*", ...part } });

test("a trust policy has a principal and no resource", () => {
  expect(faultOf(trust({}), "trust")).toBeUndefined();
  expect(faultOf(trust({ Resource: "*" }), "trust")).toBe("syntax");
  expect(faultOf(trust({ Principal: undefined }), "trust")).toBe("principal");
  expect(faultOf(trust({ Principal: { Aws: "1" } }), "trust")).toBe("principal");
  expect(faultOf(trust({ Principal: { AWS: 1 } }), "trust")).toBe("principal");
  expect(faultOf(trust({ Principal: { AWS: "arn:aws:iam::1:*" } }), "trust")).toBe("principal");
  expect(faultOf(trust({ Principal: { Federated: "*" } }), "trust")).toBe("principal");
});

const kinds: readonly PolicyKind[] = ["identity", "iot", "trust"];

test("whatever the text, it is read or refused as malformed", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.json()), fc.constantFrom(...kinds), (source, kind) => {
      expect(() => faultOf(source, kind)).not.toThrow();
    }),
    { numRuns: 2000 },
  );
});

test("whatever stands in a document's places, it is read or refused as malformed", () => {
  const name = fc.constantFrom(
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "Condition",
    "__proto__",
    "constructor",
  );
  const value = fc.oneof(
    fc.constantFrom("Allow", "Deny", "*", "iot:*", "arn:aws:iot:r:0:client/${iot:ClientId}", "${", "sts:AssumeRole"),
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(
      fc.constantFrom("AWS", "StringLike", "IpAddress", "Null", "__proto__", "toString"),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    fc.dictionary(fc.constantFrom("IpAddress", "DateEquals"), fc.dictionary(fc.string(), fc.string())),
  );
  const statements = fc.array(fc.dictionary(name, value), { maxLength: 3 });
  fc.assert(
    fc.property(statements, fc.constantFrom(...kinds), (Statement, kind) => {
      expect(() => faultOf(JSON.stringify({ Version: "2012-10-17", Statement }), kind)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["deep", "[".repeat(100_000) + "]".repeat(100_000)],
  ["deep inside a statement", write({}).replace('"iot:*"', `${"[".repeat(50_000)}1${"]".repeat(50_000)}`)],
  ["huge", write({ Action: Array.from({ length: 50_000 }, () => "iot:Connect") })],
  ["full of open variables", write({ Resource: `arn:${"${".repeat(60_000)}` })],
  ["full of conditions on open variables", write({ Condition: { ArnLike: { a: "${".repeat(60_000) } } })],
])("a document that is %s is dealt with at once", (_what, source) => {
  const started = performance.now();

  expect(() => faultOf(source, "identity")).not.toThrow();
  expect(performance.now() - started).toBeLessThan(2000);
});

/** The fault of a malformed document, nothing for a good one. Any other error is thrown on. */
function faultOf(source: string, kind: PolicyKind): string | undefined {
  try {
    readPolicyDocument(source, kind);
    return undefined;
  } catch (error) {
    if (error instanceof MalformedPolicy) return error.fault;
    throw error;
  }
}
