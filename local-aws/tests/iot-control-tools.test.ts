import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { awsCommand, pythonsWith, runTool } from "./tools.ts";

const script = fileURLToPath(new URL("scripts/iot_control.py", import.meta.url));

test("boto3, old and new, drives the control plane as it drives AWS's", { timeout: 60_000 }, async () => {
  const pythons = await pythonsWith("boto3");

  const seen = await Promise.all(
    pythons.map(async ({ command, version }) => {
      await using aws = await startLocalAws({ port: 0 });
      const { stdout, stderr } = await runTool(aws, command, [script]);
      expect(stderr, `boto3 ${version}`).toBe("");
      const { endpoint, ...others } = JSON.parse(stdout);
      expect(`http://${endpoint}`).toBe(aws.outputs.endpoints.aws);
      return others as unknown;
    }),
  );

  for (const one of seen) {
    expect(one).toEqual({
      pages: [["device_0", "device_1"], ["device_2", "device_3"], ["device_4"]],
      attributes: {},
      conflict: "VersionConflictException",
      missing: "ResourceNotFoundException",
      attached: ["operator"],
      targets: ["ap-northeast-1:9f3a4c1e-1111-4222-8333-444455556666"],
      malformed: "MalformedPolicyException",
      found: ["device_1", "device_2", "device_3"],
      more: true,
      trust: true,
      listed: 5,
      denied: "AccessDeniedException",
      unreadable: "ValidationError",
      groups: [],
      "no group": "ResourceNotFoundException",
    });
  }
});

test("the AWS CLI creates a thing, describes it, and says why it could not", { timeout: 60_000 }, async () => {
  await using aws = await startLocalAws({ port: 0 });

  const made = await awsCommand(aws, "iot", "create-thing", "--thing-name", "device_1");
  const described = await awsCommand(aws, "iot", "describe-thing", "--thing-name", "device_1");
  const missing = await awsCommand(aws, "iot", "describe-thing", "--thing-name", "device_2");

  expect(JSON.parse(made.stdout)).toMatchObject({ thingArn: "arn:aws:iot:ap-northeast-1:000000000000:thing/device_1" });
  expect(JSON.parse(described.stdout)).toMatchObject({ thingName: "device_1", version: 1 });
  expect(missing.code).not.toBe(0);
  expect(missing.stderr).toContain("(ResourceNotFoundException) when calling the DescribeThing operation");
});

test("the AWS CLI searches the fleet and reads IAM and the logs", { timeout: 60_000 }, async () => {
  await using aws = await startLocalAws({ port: 0 });
  const configuration = "thingIndexingMode=REGISTRY,thingConnectivityIndexingMode=STATUS";
  await awsCommand(aws, "iot", "update-indexing-configuration", "--thing-indexing-configuration", configuration);
  await awsCommand(aws, "iot", "create-thing", "--thing-name", "device_1");

  const found = await awsCommand(aws, "iot", "search-index", "--query-string", "thingName:device_*");
  const roles = await awsCommand(aws, "iam", "list-roles");
  const groups = await awsCommand(aws, "logs", "describe-log-groups");

  expect(JSON.parse(found.stdout)).toMatchObject({
    things: [{ thingName: "device_1", connectivity: { connected: false } }],
  });
  expect(JSON.parse(roles.stdout)).toEqual({ Roles: [] });
  expect(JSON.parse(groups.stdout)).toEqual({ logGroups: [] });
});
