import { GetRoleCommand } from "@aws-sdk/client-iam";
import * as fc from "fast-check";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { iamClient } from "./clients.ts";
import { sendSigned } from "./signed-request.ts";

const member = fc.constantFrom(
  "__proto__",
  "constructor",
  "attributePayload",
  "attributes",
  "thingTypeName",
  "policyDocument",
  "target",
  "queryString",
  "maxResults",
  "nextToken",
  "thingIndexingConfiguration",
  "thingIndexingMode",
  "filter",
  "roleArn",
  "logGroupName",
  "filterPattern",
  "limit",
  "startTime",
  "logStreamNames",
  "expectedVersion",
  "thingTypeProperties",
);
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, 0, -1, 1e308, "", "a", "*", "(", "AWSIotLogsV2", "{ $.a = 1 }", "REGISTRY"),
    fc.string({ unit: "binary", maxLength: 5 }),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(member, tie("json"), { maxKeys: 5 }),
  ),
}));
const body = fc.oneof(
  json.map((value) => JSON.stringify(value)),
  fc.string({ maxLength: 20 }),
  fc.constant("[".repeat(20_000)),
);

const label = fc.constantFrom(
  "a",
  "__proto__",
  "constructor",
  "%00",
  "%zz",
  "%2e%2e",
  "a%2Fb",
  "ap-northeast-1%3A1",
  "x".repeat(200),
);
const path = fc
  .tuple(
    fc.constantFrom(
      "/things/{}",
      "/things",
      "/policies/{}",
      "/policies/{}/version",
      "/policies/{}/version/1",
      "/target-policies/{}",
      "/attached-policies/{}",
      "/policy-targets/{}",
      "/indices/search",
      "/indices/{}",
      "/indexing/config",
      "/endpoint",
      "/things/{}/connectivity-data",
      "/thing-types/{}",
      "/thing-types/{}/deprecate",
      "/v2LoggingOptions",
    ),
    label,
    fc.constantFrom(
      "",
      "?maxResults=x",
      "?nextToken=%00",
      "?marker=a&pageSize=999",
      "?expectedVersion=9999999999999999999",
    ),
  )
  .map(([pattern, name, query]) => pattern.replace("{}", name) + query);

test("whatever is sent to the control plane, it is answered and nothing fails", { timeout: 120_000 }, async () => {
  const told: string[] = [];
  await using aws = await startLocalAws({ port: 0, tell: (line) => told.push(line) });
  const method = fc.constantFrom("GET", "POST", "PUT", "PATCH", "DELETE");

  await fc.assert(
    fc.asyncProperty(method, path, body, async (verb, where, what) => {
      const { status } = await sendSigned(aws, {
        method: verb,
        path: where,
        body: verb === "GET" ? "" : what,
        service: "iot",
      });
      expect([200, 400, 404, 409, 410, 501]).toContain(status);
    }),
    { numRuns: 600 },
  );
  expect(told.filter((line) => line.startsWith("fault"))).toEqual([]);
});

test("whatever is sent to CloudWatch Logs, it is answered and nothing fails", { timeout: 120_000 }, async () => {
  const told: string[] = [];
  await using aws = await startLocalAws({ port: 0, tell: (line) => told.push(line) });
  const operation = fc.constantFrom(
    "FilterLogEvents",
    "DescribeLogGroups",
    "DescribeLogStreams",
    "GetLogEvents",
    "__proto__",
  );

  await fc.assert(
    fc.asyncProperty(operation, body, async (name, what) => {
      const headers = { "x-amz-target": `Logs_20140328.${name}`, "content-type": "application/x-amz-json-1.1" };
      const { status } = await sendSigned(aws, { method: "POST", path: "/", body: what, service: "logs", headers });
      expect([200, 400, 501]).toContain(status);
    }),
    { numRuns: 300 },
  );
  expect(told.filter((line) => line.startsWith("fault"))).toEqual([]);
});

test("a refusal can be read whatever characters it quotes", async () => {
  await using aws = await startLocalAws({ port: 0 });

  await expect(iamClient(aws).send(new GetRoleCommand({ RoleName: "\u0001\r<&>\uFFFF" }))).rejects.toMatchObject({
    name: "ValidationError",
    message: expect.stringContaining("at 'roleName' failed to satisfy constraint"),
  });
});

test("whatever form is sent to IAM, it is answered and nothing fails", { timeout: 120_000 }, async () => {
  const told: string[] = [];
  await using aws = await startLocalAws({ port: 0, tell: (line) => told.push(line) });
  const field = fc.tuple(
    fc.constantFrom(
      "RoleName",
      "PolicyName",
      "PolicyArn",
      "PolicyDocument",
      "AssumeRolePolicyDocument",
      "MaxItems",
      "Marker",
      "Path",
      "Tags.member.1.Key",
      "__proto__",
      "__proto__.member.1.__proto__",
    ),
    fc.oneof(
      fc.constantFrom("a", "/a/", "1", "__proto__", "arn:aws:iam::000000000000:policy/a", '{"Statement":[]}'),
      fc.string({ unit: "binary", maxLength: 8 }),
    ),
  );
  const action = fc.constantFrom(
    "CreateRole",
    "GetRole",
    "ListRoles",
    "DeleteRole",
    "PutRolePolicy",
    "CreatePolicy",
    "AttachRolePolicy",
    "toString",
    "",
  );

  await fc.assert(
    fc.asyncProperty(action, fc.array(field, { maxLength: 5 }), async (name, fields) => {
      const form = [["Action", name], ...fields]
        .map(([key = "", value = ""]) => `${key}=${encodeURIComponent(value)}`)
        .join("&");
      const headers = { "content-type": "application/x-www-form-urlencoded" };
      const { status } = await sendSigned(aws, { method: "POST", path: "/", body: form, service: "iam", headers });
      expect([200, 400, 404, 409, 501]).toContain(status);
    }),
    { numRuns: 400 },
  );
  expect(told.filter((line) => line.startsWith("fault"))).toEqual([]);
});
