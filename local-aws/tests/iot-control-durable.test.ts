import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CreateRoleCommand, GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  DescribeThingCommand,
  ListAttachedPoliciesCommand,
  ListThingsCommand,
  SearchIndexCommand,
  UpdateIndexingConfigurationCommand,
} from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { iamClient, iotClient } from "./clients.ts";

const target = "ap-northeast-1:9f3a4c1e-1111-4222-8333-444455556666";
const document = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

test("things, policies, roles and the index are there after a restart", async () => {
  const path = await mkdtemp(join(tmpdir(), "local-aws-"));
  await using data = { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
  const policyDocument = document({ Effect: "Allow", Action: "iot:*", Resource: "*" });
  const attributes = { site: "north", constructor: "c" };
  const made = await (async () => {
    await using aws = await startLocalAws({ port: 0, data: data.path });
    const [iot, iam] = [iotClient(aws), iamClient(aws)];
    const thing = await iot.send(new CreateThingCommand({ thingName: "b", attributePayload: { attributes } }));
    await iot.send(new CreateThingCommand({ thingName: "a" }));
    await iot.send(new CreatePolicyCommand({ policyName: "operator", policyDocument }));
    await iot.send(new AttachPolicyCommand({ policyName: "operator", target }));
    await iot.send(
      new UpdateIndexingConfigurationCommand({ thingIndexingConfiguration: { thingIndexingMode: "REGISTRY" } }),
    );
    const AssumeRolePolicyDocument = document({ Effect: "Allow", Principal: "*", Action: "sts:AssumeRole" });
    await iam.send(new CreateRoleCommand({ RoleName: "role", AssumeRolePolicyDocument }));
    await iam.send(new PutRolePolicyCommand({ RoleName: "role", PolicyName: "p", PolicyDocument: policyDocument }));
    return thing;
  })();

  await using aws = await startLocalAws({ port: 0, data: data.path });
  const [iot, iam] = [iotClient(aws), iamClient(aws)];

  const thing = await iot.send(new DescribeThingCommand({ thingName: "b" }));
  expect(thing).toMatchObject({ thingId: made.thingId, attributes, version: 1 });
  const { things = [] } = await iot.send(new ListThingsCommand({}));
  expect(things.map(({ thingName }) => thingName)).toEqual(["a", "b"]);
  const { policies } = await iot.send(new ListAttachedPoliciesCommand({ target }));
  expect(policies).toMatchObject([{ policyName: "operator" }]);
  const found = await iot.send(new SearchIndexCommand({ queryString: "attributes.site:north" }));
  expect(found.things).toMatchObject([{ thingName: "b" }]);
  const inline = await iam.send(new GetRolePolicyCommand({ RoleName: "role", PolicyName: "p" }));
  expect(decodeURIComponent(inline.PolicyDocument ?? "")).toBe(policyDocument);
});
