import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DetachPolicyCommand,
  ListAttachedPoliciesCommand,
  ListTargetsForPolicyCommand,
} from "@aws-sdk/client-iot";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { expect, test } from "vitest";

import { type LocalAws, startLocalAws } from "#local/index.ts";

import { iamClient, iotClient, stsClient } from "./clients.ts";

const target = "ap-northeast-1:9f3a4c1e-1111-4222-8333-444455556666";
const policyDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "iot:Connect", Resource: "*" }],
});

test("a policy attached to an identity is listed from both ends until it is detached", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await iot.send(new CreatePolicyCommand({ policyName: "operator", policyDocument }));

  await iot.send(new AttachPolicyCommand({ policyName: "operator", target }));
  await iot.send(new AttachPolicyCommand({ policyName: "operator", target }));

  const { policies } = await iot.send(new ListAttachedPoliciesCommand({ target }));
  expect(policies).toEqual([
    { policyName: "operator", policyArn: "arn:aws:iot:ap-northeast-1:000000000000:policy/operator" },
  ]);
  const { targets } = await iot.send(new ListTargetsForPolicyCommand({ policyName: "operator" }));
  expect(targets).toEqual([target]);
  await expect(iot.send(new DeletePolicyCommand({ policyName: "operator" }))).rejects.toMatchObject({
    name: "DeleteConflictException",
    message: "The policy cannot be deleted as the policy is attached to one or more principals (name=operator)",
  });

  await iot.send(new DetachPolicyCommand({ policyName: "operator", target }));
  expect((await iot.send(new ListAttachedPoliciesCommand({ target }))).policies).toEqual([]);
  await iot.send(new DeletePolicyCommand({ policyName: "operator" }));
});

test("an identity has room for ten policies", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  const names = Array.from({ length: 11 }, (_, number) => `policy-${number}`);
  await Promise.all(names.map((policyName) => iot.send(new CreatePolicyCommand({ policyName, policyDocument }))));
  await Promise.all(names.slice(0, 10).map((policyName) => iot.send(new AttachPolicyCommand({ policyName, target }))));

  await expect(iot.send(new AttachPolicyCommand({ policyName: "policy-10", target }))).rejects.toMatchObject({
    name: "LimitExceededException",
    $metadata: { httpStatusCode: 410 },
  });
  const first = await iot.send(new ListAttachedPoliciesCommand({ target, pageSize: 6 }));
  const second = await iot.send(new ListAttachedPoliciesCommand({ target, pageSize: 6, marker: first.nextMarker }));
  const listed = [...(first.policies ?? []), ...(second.policies ?? [])].map(({ policyName }) => policyName);
  expect(listed).toEqual(names.slice(0, 10));
  expect(second.nextMarker).toBeUndefined();
});

test.each([
  ["a policy that does not exist", { policyName: "none", target }, "ResourceNotFoundException"],
  [
    "a certificate that does not exist",
    { policyName: "operator", target: "arn:aws:iot:r:0:cert/ab" },
    "ResourceNotFoundException",
  ],
  [
    "a group that does not exist",
    { policyName: "operator", target: "arn:aws:iot:r:0:thinggroup/g" },
    "ResourceNotFoundException",
  ],
  ["an identity pool", { policyName: "operator", target: "pool" }, "InvalidRequestException"],
])("nothing is attached to or of %s", async (_what, input, name) => {
  await using aws = await startLocalAws({ port: 0 });
  const iot = iotClient(aws);
  await iot.send(new CreatePolicyCommand({ policyName: "operator", policyDocument }));

  await expect(iot.send(new AttachPolicyCommand(input))).rejects.toMatchObject({ name });
});

async function actAs(aws: LocalAws, statements: readonly object[]) {
  const iam = iamClient(aws);
  const trust = { Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "sts:AssumeRole" };
  const { Role: role } = await iam.send(
    new CreateRoleCommand({
      RoleName: "attacher",
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
    }),
  );
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  await iam.send(new PutRolePolicyCommand({ RoleName: "attacher", PolicyName: "attach", PolicyDocument }));
  const session = new AssumeRoleCommand({ RoleArn: role?.Arn, RoleSessionName: "test" });
  const { Credentials: credentials } = await stsClient(aws).send(session);
  return iotClient(aws, {
    credentials: {
      accessKeyId: credentials?.AccessKeyId ?? "",
      secretAccessKey: credentials?.SecretAccessKey ?? "",
      sessionToken: credentials?.SessionToken ?? "",
    },
  });
}

test("IAM is asked about the bare identity ID, so that no ARN gives the right to attach, and * does", async () => {
  await using aws = await startLocalAws({ port: 0 });
  await iotClient(aws).send(new CreatePolicyCommand({ policyName: "operator", policyDocument }));
  const scoped = await actAs(aws, [{ Effect: "Allow", Action: "iot:AttachPolicy", Resource: "arn:aws:iot:*:*:*" }]);

  await expect(scoped.send(new AttachPolicyCommand({ policyName: "operator", target }))).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: `User: arn:aws:sts::000000000000:assumed-role/attacher/test is not authorized to perform: iot:AttachPolicy on resource: ${target}`,
    $metadata: { httpStatusCode: 403 },
  });
});

test("who may attach to anything but certificates may attach to identities", async () => {
  await using aws = await startLocalAws({ port: 0 });
  await iotClient(aws).send(new CreatePolicyCommand({ policyName: "operator", policyDocument }));
  const guarded = await actAs(aws, [
    { Effect: "Allow", Action: "iot:AttachPolicy", Resource: "*" },
    {
      Effect: "Deny",
      Action: "iot:AttachPolicy",
      Resource: ["arn:aws:iot:*:*:cert/*", "arn:aws:iot:*:*:thinggroup/*"],
    },
  ]);

  await guarded.send(new AttachPolicyCommand({ policyName: "operator", target }));
  await expect(
    guarded.send(new AttachPolicyCommand({ policyName: "operator", target: "arn:aws:iot:r:0:cert/ab" })),
  ).rejects.toMatchObject({ name: "AccessDeniedException" });
});
