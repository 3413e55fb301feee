import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPolicyVersionsCommand,
  SetDefaultPolicyVersionCommand,
  paginateListPolicies,
} from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import { manualClock, startLocalAws } from "#local/index.ts";

import { iotClient } from "./clients.ts";

const allow = (resource: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iot:Connect", Resource: resource }],
  });

test("a policy has up to five versions, whose numbers are never used again", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const policyName = "operator";
  const made = await iot.send(
    new CreatePolicyCommand({ policyName, policyDocument: allow("arn:aws:iot:r:0:client/1") }),
  );
  expect(made).toMatchObject({
    policyArn: "arn:aws:iot:ap-northeast-1:000000000000:policy/operator",
    policyVersionId: "1",
  });
  await expect(iot.send(new CreatePolicyCommand({ policyName, policyDocument: allow("*") }))).rejects.toMatchObject({
    name: "ResourceAlreadyExistsException",
    message: "Policy cannot be created - name already exists (name=operator)",
  });

  const add = (setAsDefault: boolean) =>
    iot.send(new CreatePolicyVersionCommand({ policyName, policyDocument: allow("*"), setAsDefault }));
  expect(await add(true)).toMatchObject({ policyVersionId: "2", isDefaultVersion: true });
  expect((await add(false)).policyVersionId).toBe("3");
  expect((await add(false)).policyVersionId).toBe("4");
  expect((await add(false)).policyVersionId).toBe("5");
  await expect(add(false)).rejects.toMatchObject({
    name: "VersionsLimitExceededException",
    message: "The policy operator already has the maximum number of versions (5)",
  });
  await iot.send(new DeletePolicyVersionCommand({ policyName, policyVersionId: "5" }));
  expect((await add(false)).policyVersionId).toBe("6");

  await iot.send(new SetDefaultPolicyVersionCommand({ policyName, policyVersionId: "1" }));
  expect(await iot.send(new GetPolicyCommand({ policyName }))).toMatchObject({
    defaultVersionId: "1",
    policyDocument: allow("arn:aws:iot:r:0:client/1"),
  });
  const versions = await iot.send(new ListPolicyVersionsCommand({ policyName }));
  expect(versions.policyVersions?.map(({ versionId }) => versionId)).toEqual(["1", "2", "3", "4", "6"]);
  await expect(iot.send(new DeletePolicyVersionCommand({ policyName, policyVersionId: "1" }))).rejects.toMatchObject({
    name: "DeleteConflictException",
    message: "Cannot delete the default version of a policy",
  });
  await expect(iot.send(new GetPolicyVersionCommand({ policyName, policyVersionId: "5" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
  await expect(iot.send(new DeletePolicyCommand({ policyName }))).rejects.toMatchObject({
    name: "DeleteConflictException",
    message: "Cannot delete the policy because it has one or more policy versions attached to it (name=operator)",
  });
});

test.each([
  ["not JSON", "{", "Policy document is Malformed: Invalid policy syntax."],
  ["no statement", '{"Version":"2012-10-17","Statement":[]}', "Policy document is Malformed: Policy has no statements"],
  [
    "an old version",
    '{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    "Policy document is Malformed: Unknown policy document version. It must be version 2012-10-17",
  ],
  [
    "another effect",
    '{"Version":"2012-10-17","Statement":{"Effect":"Maybe","Action":"*","Resource":"*"}}',
    "Policy document is Malformed: Invalid effect: Maybe",
  ],
  [
    "a resource that is none",
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"client/1"}}',
    "Policy document is Malformed: The following resources are invalid : client/1",
  ],
  ["2049 characters", allow(`arn:${"x".repeat(2049 - allow("arn:").length)}`), "Policy document is Malformed: "],
])("a policy document with %s is malformed", async (_what, policyDocument, message) => {
  await using aws = await startLocalAws({ port: 0 });

  await expect(iotClient(aws).send(new CreatePolicyCommand({ policyName: "p", policyDocument }))).rejects.toMatchObject(
    { name: "MalformedPolicyException", message: expect.stringContaining(message) },
  );
});

test("white space does not count towards the 2048 characters of a policy document", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const policyDocument = allow(`arn:${"x".repeat(2048 - allow("arn:").length)}`).replaceAll(",", ",\n      ");

  const made = await iotClient(aws).send(new CreatePolicyCommand({ policyName: "p", policyDocument }));
  expect(made.policyDocument).toBe(policyDocument);
});

test("policies are listed in the order of their making, either way, page by page", async () => {
  const clock = manualClock();
  await using aws = await startLocalAws({ port: 0, clock });
  const iot = iotClient(aws, { systemClockOffset: clock.now() - Date.now() });
  const create = async (policyName: string) => {
    await iot.send(new CreatePolicyCommand({ policyName, policyDocument: allow("*") }));
    clock.advance(1000);
  };
  await create("c");
  await create("a");
  await create("b");
  const list = async (ascendingOrder: boolean) => {
    const names = [];
    for await (const { policies = [] } of paginateListPolicies({ client: iot, pageSize: 2 }, { ascendingOrder }))
      names.push(...policies.map((policy) => policy.policyName));
    return names;
  };

  expect(await list(true)).toEqual(["c", "a", "b"]);
  expect(await list(false)).toEqual(["b", "a", "c"]);
});

test.each([
  [{ Resource: "arn:aws:iot:r:0:client/${iot:Connection.Thing.ThingName}" }, "iot:Connection.Thing.ThingName"],
  [{ Condition: { Bool: { "iot:Connection.Thing.IsAttached": ["true"] } } }, "iot:Connection.Thing.IsAttached"],
])("a policy with %j is not taken: here it would deny what AWS allows", async (part, variable) => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const policyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "iot:Connect", Resource: "*", ...part }],
  });
  const notEmulated = {
    name: "NotEmulated",
    message: expect.stringContaining(`does not emulate the policy variable ${variable}`),
    $metadata: { httpStatusCode: 501 },
  };

  await expect(iot.send(new CreatePolicyCommand({ policyName: "p", policyDocument }))).rejects.toMatchObject(
    notEmulated,
  );
  await iot.send(new CreatePolicyCommand({ policyName: "p", policyDocument: allow("*") }));
  await expect(iot.send(new CreatePolicyVersionCommand({ policyName: "p", policyDocument }))).rejects.toMatchObject(
    notEmulated,
  );
});
