import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  paginateListRoles,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { DescribeThingCommand, ListThingsCommand } from "@aws-sdk/client-iot";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import { type LocalAws, startLocalAws } from "#local/index.ts";

import { iamClient, iotClient, stsClient } from "./clients.ts";

const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::000000000000:root" }, Action: "sts:AssumeRole" }],
});
const allow = (...actions: readonly string[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] });

const long = (length: number) => allow(...Array.from({ length: length / 20 }, () => "iot:aaaaaaaaaaaaa"));
const conflict = (message: string) => ({
  name: "DeleteConflictException",
  message,
  $metadata: { httpStatusCode: 409 },
});

async function sessionOf(aws: LocalAws, RoleArn: string) {
  const { Credentials: given } = await stsClient(aws).send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "test" }));
  return {
    accessKeyId: given?.AccessKeyId ?? "",
    secretAccessKey: given?.SecretAccessKey ?? "",
    sessionToken: given?.SessionToken ?? "",
  };
}

test("a role is made, described with its documents percent-encoded, changed and deleted", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  const RoleName = "console";

  const { Role: made } = await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trust,
      Path: "/yagura/",
      Description: "für <alle> & 'keinen'",
    }),
  );
  expect(made).toMatchObject({
    Arn: "arn:aws:iam::000000000000:role/yagura/console",
    RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
    MaxSessionDuration: 3600,
  });
  await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }));
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(role).toMatchObject({
    Description: "für <alle> & 'keinen'",
    MaxSessionDuration: 7200,
    CreateDate: expect.any(Date),
  });
  expect(decodeURIComponent(role?.AssumeRolePolicyDocument ?? "")).toBe(trust);

  await iam.send(new DeleteRoleCommand({ RoleName }));
  await expect(iam.send(new GetRoleCommand({ RoleName }))).rejects.toMatchObject({
    name: "NoSuchEntityException",
    message: "The role with name console cannot be found.",
    $metadata: { httpStatusCode: 404 },
  });
});

test("what a role may do is what its policies say at the moment, and nothing once they are gone", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  const { Role: role } = await iam.send(new CreateRoleCommand({ RoleName: "reader", AssumeRolePolicyDocument: trust }));
  const iot = iotClient(aws, { credentials: await sessionOf(aws, role?.Arn ?? "") });
  const denied = {
    name: "AccessDeniedException",
    message:
      "User: arn:aws:sts::000000000000:assumed-role/reader/test is not authorized to perform: iot:ListThings on resource: *",
  };

  await expect(iot.send(new ListThingsCommand({}))).rejects.toMatchObject(denied);
  const inline = { RoleName: "reader", PolicyName: "list" };
  await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: allow("iot:ListThings") }));
  await iot.send(new ListThingsCommand({}));
  await expect(iot.send(new DescribeThingCommand({ thingName: "a" }))).rejects.toMatchObject({
    message: expect.stringContaining("iot:DescribeThing on resource: arn:aws:iot:ap-northeast-1:000000000000:thing/a"),
  });

  const { Policy: managed } = await iam.send(
    new CreatePolicyCommand({ PolicyName: "never", PolicyDocument: allow("iot:ListThings").replace("Allow", "Deny") }),
  );
  const attachment = { RoleName: "reader", PolicyArn: managed?.Arn };
  await iam.send(new AttachRolePolicyCommand(attachment));
  await expect(iot.send(new ListThingsCommand({}))).rejects.toMatchObject(denied);
  await iam.send(new DetachRolePolicyCommand(attachment));
  await iot.send(new ListThingsCommand({}));

  await iam.send(new DeleteRolePolicyCommand(inline));
  await iam.send(new DeleteRoleCommand({ RoleName: "reader" }));
  await iam.send(new CreateRoleCommand({ RoleName: "reader", AssumeRolePolicyDocument: trust }));
  await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: allow("iot:ListThings") }));
  await expect(iot.send(new ListThingsCommand({}))).rejects.toMatchObject(denied);
});

test("inline and managed policies are listed and read back as they were written", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  await iam.send(new CreateRoleCommand({ RoleName: "role", AssumeRolePolicyDocument: trust }));
  const document = `${allow("iot:*").replace("{", "{\n  ")}\n`;
  await iam.send(new PutRolePolicyCommand({ RoleName: "role", PolicyName: "b", PolicyDocument: document }));
  await iam.send(new PutRolePolicyCommand({ RoleName: "role", PolicyName: "a", PolicyDocument: allow("*") }));
  const { Policy: managed } = await iam.send(new CreatePolicyCommand({ PolicyName: "all", PolicyDocument: document }));
  await iam.send(new AttachRolePolicyCommand({ RoleName: "role", PolicyArn: managed?.Arn }));

  const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: "role" }));
  expect(PolicyNames).toEqual(["a", "b"]);
  const inline = await iam.send(new GetRolePolicyCommand({ RoleName: "role", PolicyName: "b" }));
  expect(decodeURIComponent(inline.PolicyDocument ?? "")).toBe(document);
  const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: "role" }));
  expect(attached.AttachedPolicies).toEqual([{ PolicyName: "all", PolicyArn: managed?.Arn }]);
  const { Policy: policy } = await iam.send(new GetPolicyCommand({ PolicyArn: managed?.Arn }));
  expect(policy).toMatchObject({ AttachmentCount: 1, DefaultVersionId: "v1", IsAttachable: true });
  const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: managed?.Arn, VersionId: "v1" }));
  expect(decodeURIComponent(version.PolicyVersion?.Document ?? "")).toBe(document);
});

test("nothing is deleted while something hangs on it", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  const RoleName = "role";
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
  const { Policy: managed } = await iam.send(new CreatePolicyCommand({ PolicyName: "p", PolicyDocument: allow("*") }));
  const PolicyArn = managed?.Arn;
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "inline", PolicyDocument: allow("*") }));

  await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject(
    conflict("Cannot delete a policy attached to entities."),
  );
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject(
    conflict("Cannot delete entity, must detach all policies first."),
  );
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject(
    conflict("Cannot delete entity, must delete policies first."),
  );
  await iam.send(new DeletePolicyCommand({ PolicyArn }));
});

test("names are given once", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  const role = { RoleName: "role", AssumeRolePolicyDocument: trust };
  const policy = { PolicyName: "p", PolicyDocument: allow("*") };
  await iam.send(new CreateRoleCommand(role));
  await iam.send(new CreatePolicyCommand(policy));

  await expect(iam.send(new CreateRoleCommand(role))).rejects.toMatchObject({
    name: "EntityAlreadyExistsException",
    message: "Role with name role already exists.",
  });
  await expect(iam.send(new CreatePolicyCommand({ ...policy, Path: "/other/" }))).rejects.toMatchObject({
    name: "EntityAlreadyExistsException",
    message: "A policy called p already exists. Duplicate names are not allowed.",
  });
});

const statement = { Effect: "Allow", Action: "iot:*", Resource: "*" };

test.each([
  ["no JSON", "{", "Syntax errors in policy."],
  ["no action", { Effect: "Allow", Resource: "*" }, "Policy statement must contain actions."],
  ["no resource", { Effect: "Allow", Action: "iot:*" }, "Policy statement must contain resources."],
  [
    "an action of no service",
    { ...statement, Action: "Connect" },
    "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  ],
  [
    "a resource that is no ARN",
    { ...statement, Resource: "thing/a" },
    'Resource thing/a must be in ARN format or "*".',
  ],
  ["a principal", { ...statement, Principal: "*" }, "Has prohibited field Principal"],
  ["another effect", { ...statement, Effect: "allow" }, "Syntax errors in policy."],
  ["an operator that is none", { ...statement, Condition: { StringIs: { a: "b" } } }, "Syntax errors in policy."],
])("a policy with %s is malformed", async (_what, given, message) => {
  await using aws = await startLocalAws({ port: 0 });
  const PolicyDocument =
    typeof given === "string" ? given : JSON.stringify({ Version: "2012-10-17", Statement: [given] });

  await expect(iamClient(aws).send(new CreatePolicyCommand({ PolicyName: "p", PolicyDocument }))).rejects.toMatchObject(
    {
      name: "MalformedPolicyDocumentException",
      message,
      $metadata: { httpStatusCode: 400 },
    },
  );
});

test.each([
  ["no principal", { Effect: "Allow", Action: "sts:AssumeRole" }, "Missing required field Principal"],
  [
    "a resource",
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*", Resource: "*" },
    "Has prohibited field Resource",
  ],
  [
    "a foreign action",
    { Effect: "Allow", Action: "iot:Connect", Principal: "*" },
    "AssumeRole policy may only specify STS AssumeRole actions.",
  ],
  [
    "a wildcard in a principal",
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::1:role/*" } },
    'Invalid principal in policy: "AWS":"arn:aws:iam::1:role/*"',
  ],
])("a trust policy with %s is malformed", async (_what, given, message) => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  await iam.send(new CreateRoleCommand({ RoleName: "role", AssumeRolePolicyDocument: trust }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [given] });

  await expect(iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: "role", PolicyDocument }))).rejects.toMatchObject(
    { name: "MalformedPolicyDocumentException", message },
  );
});

test("policies have room for what AWS gives them", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  await iam.send(new CreateRoleCommand({ RoleName: "role", AssumeRolePolicyDocument: trust }));

  await expect(
    iam.send(new PutRolePolicyCommand({ RoleName: "role", PolicyName: "p", PolicyDocument: long(11_000) })),
  ).rejects.toMatchObject({
    name: "LimitExceededException",
    message: "Maximum policy size of 10240 bytes exceeded for role role",
  });
  await expect(
    iam.send(new CreatePolicyCommand({ PolicyName: "p", PolicyDocument: long(7000) })),
  ).rejects.toMatchObject({ message: "Cannot exceed quota for PolicySize: 6144" });
});

test("roles are listed page by page, all or those under a path", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const iam = iamClient(aws);
  const names = Array.from({ length: 7 }, (_, number) => `role-${number}`);
  await Promise.all(
    names.map((RoleName, number) =>
      iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, Path: number < 2 ? "/a/" : "/" })),
    ),
  );

  const pages = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam, pageSize: 3 }, {})) pages.push(Roles);
  expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
  expect(pages.flat().map(({ RoleName }) => RoleName)).toEqual(names);
  const under = [];
  for await (const { Roles = [] } of paginateListRoles({ client: iam }, { PathPrefix: "/a/" })) under.push(...Roles);
  expect(under).toHaveLength(2);
});

test("tags and permissions boundaries are answered as not emulated, and not forgotten", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const role = { RoleName: "role", AssumeRolePolicyDocument: trust };

  const tagged = new CreateRoleCommand({ ...role, Tags: [{ Key: "a", Value: "b" }] });
  await expect(iamClient(aws).send(tagged)).rejects.toMatchObject({ name: "NotEmulated" });
});
