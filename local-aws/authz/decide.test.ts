import * as fc from "fast-check";
import { expect, test } from "vitest";

import { decide, decideTrust, explain } from "./decide.ts";
import { readPolicyDocument } from "./policy-document.ts";

type Statement = Readonly<Record<string, unknown>>;

const policy = (name: string, ...statements: readonly Statement[]) => ({
  name,
  document: readPolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "identity"),
});
const client = (id: string) => `arn:aws:iot:r:0:client/${id}`;
const connect = { action: "iot:Connect", resource: client("device_1"), context: new Map<string, readonly string[]>() };
const denyElse = { Effect: "Deny", Action: "iot:Publish", Resource: "*" };
const allowAll = { Effect: "Allow", Action: "*", Resource: "*" };

test("without a policy nothing is allowed, and the reason is that there is none", () => {
  const decision = decide([], connect);
  expect(decision.outcome).toBe("implicit-deny");
  expect(explain(decision)).toBe("no policy applies");
});

test("what no statement allows is denied, and the policies that were read are named", () => {
  const decision = decide(
    [policy("first", { ...allowAll, Action: "iot:Publish" }), policy("second", denyElse)],
    connect,
  );
  expect(decision).toMatchObject({ allowed: false, outcome: "implicit-deny" });
  expect(explain(decision)).toBe("no statement of first, second allows it");
});

test("the statement that allows is named", () => {
  const decision = decide([policy("p", { ...allowAll, Action: "iot:Publish" }, { ...allowAll, Sid: "All" })], connect);
  expect(decision).toMatchObject({ allowed: true, by: { policy: "p", statement: 2, sid: "All" } });
  expect(explain(decision)).toBe("allowed by statement 2 (All) of p");
});

test("a denial wins, wherever it stands, and is named", () => {
  const decision = decide(
    [
      policy("allows", allowAll),
      policy("denies", allowAll, { Effect: "Deny", Action: "iot:Con*", Resource: client("*") }),
    ],
    connect,
  );
  expect(decision).toMatchObject({ allowed: false, outcome: "explicit-deny" });
  expect(explain(decision)).toBe("denied by statement 2 of denies");
});

test.each([
  [{ Action: "iot:connect" }, true],
  [{ Action: "IOT:CONNECT" }, true],
  [{ Action: "iot:Conn?ct" }, true],
  [{ Action: ["iot:Publish", "iot:Subscribe"] }, false],
  [{ Action: "mqtt:Connect" }, false],
  [{ Action: undefined, NotAction: "iot:Publish" }, true],
  [{ Action: undefined, NotAction: ["iot:Publish", "iot:*"] }, false],
  [{ Resource: client("device_*") }, true],
  [{ Resource: client("Device_1") }, false],
  [{ Resource: "arn:aws:iot" }, true],
  [{ Resource: "arn:aws:sqs" }, false],
  [{ Resource: undefined, NotResource: client("other") }, true],
  [{ Resource: undefined, NotResource: [client("other"), client("device_*")] }, false],
  [{ Condition: { Null: { "iot:ClientId": "true" } } }, true],
  [{ Condition: { Null: { "iot:ClientId": "false" } } }, false],
])("a statement with %j allows: %s", (part, allowed) => {
  expect(decide([policy("p", { ...allowAll, ...part })], connect).allowed).toBe(allowed);
});

test("a variable that the request does not carry fits no resource", () => {
  const resource = client("${iot:Unknown}");
  expect(decide([policy("p", { ...allowAll, Resource: resource })], connect).allowed).toBe(false);
  expect(decide([policy("p", { ...allowAll, Resource: resource })], { ...connect, resource }).allowed).toBe(false);
});

test("more Allow statements never take away, more Deny statements never give", () => {
  const letter = fc.constantFrom("a", "b", "*", "?");
  const statement = fc.record({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.constantFrom("*", "iot:*", "iot:Connect", "iot:Publish"),
    Resource: fc.string({ unit: letter, maxLength: 3 }).map(client),
  });
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 5 }),
      statement,
      fc.constantFrom("a", "b", "ab"),
      (list, more, id) => {
        const question = { ...connect, resource: client(id) };
        const before = decide([policy("p", ...list)], question).allowed;
        const after = decide([policy("p", ...list), policy("q", more)], question).allowed;
        expect(more.Effect === "Allow" ? !before || after : before || !after).toBe(true);
      },
    ),
  );
});

const trust = (...statements: readonly Statement[]) => ({
  name: "trust",
  document: readPolicyDocument(JSON.stringify({ Version: "2012-10-17", Statement: statements }), "trust"),
});
const assume = { action: "sts:AssumeRole", context: new Map<string, readonly string[]>() };
const session = { type: "AWS", name: "arn:aws:sts::000000000000:assumed-role/device/test" } as const;

test.each([
  [{ Service: "lambda.amazonaws.com" }, { type: "Service", name: "lambda.amazonaws.com" } as const, true],
  [{ Service: "lambda.amazonaws.com" }, { type: "Service", name: "iot.amazonaws.com" } as const, false],
  [{ Service: "lambda.amazonaws.com" }, { type: "AWS", name: "lambda.amazonaws.com" } as const, false],
  [{ AWS: "000000000000" }, session, true],
  [{ AWS: "arn:aws:iam::000000000000:root" }, session, true],
  [{ AWS: ["111111111111", "arn:aws:iam::111111111111:root"] }, session, false],
  [{ AWS: "arn:aws:iam::000000000000:role/device" }, session, true],
  [{ AWS: "arn:aws:iam::000000000000:role/path/device" }, session, true],
  [{ AWS: "arn:aws:iam::000000000000:role/other" }, session, false],
  [{ AWS: "arn:aws:iam::111111111111:role/device" }, session, false],
  [{ AWS: session.name }, session, true],
  [{ AWS: "*" }, session, true],
  ["*", { type: "Federated", name: "cognito-identity.amazonaws.com" } as const, true],
])("who trusts %j lets %j in: %s", (Principal, applicant, allowed) => {
  const document = trust({ Effect: "Allow", Principal, Action: "sts:AssumeRole" });
  expect(decideTrust(document, applicant, assume).allowed).toBe(allowed);
});

test("a denial for one applicant does not touch another", () => {
  const document = trust(
    { Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" },
    { Effect: "Deny", Principal: { AWS: "111111111111" }, NotAction: "sts:TagSession" },
  );
  expect(decideTrust(document, session, assume).allowed).toBe(true);
  expect(decideTrust(document, { type: "AWS", name: "arn:aws:iam::111111111111:user/a" }, assume)).toMatchObject({
    outcome: "explicit-deny",
    by: { statement: 2 },
  });
});
