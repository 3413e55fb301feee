import {
  CognitoIdentityClient,
  GetIdentityPoolRolesCommand,
  type RoleMapping,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { expect, test } from "vitest";

import type { LocalAws } from "#local/index.ts";

import { annAtIdentityPool, annWithRole, createRole, trustIn } from "./cognito-identity-setup.ts";
import { present, tokensOf } from "./cognito-setup.ts";

const badConfiguration = {
  name: "InvalidIdentityPoolConfigurationException",
  message: "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
};

type Answer = Awaited<ReturnType<Awaited<ReturnType<typeof annAtIdentityPool>>["getCredentials"]>>;

function clientOptions({ outputs }: LocalAws, { Credentials }: Answer) {
  return {
    endpoint: outputs.endpoints.aws,
    region: outputs.region,
    maxAttempts: 1,
    credentials: {
      accessKeyId: present(Credentials?.AccessKeyId, "AccessKeyId"),
      secretAccessKey: present(Credentials?.SecretKey, "SecretKey"),
      sessionToken: present(Credentials?.SessionToken, "SessionToken"),
    },
  };
}

/** Who AWS takes the bearer of the credentials for. */
function callerOf(aws: LocalAws, answer: Answer) {
  return new STSClient(clientOptions(aws, answer)).send(new GetCallerIdentityCommand({}));
}

test("an identity gets credentials of its role for one hour", async () => {
  await using world = await annWithRole();
  const { aws, clock, getId, getCredentials } = world;
  const IdentityId = await getId();

  const answer = await getCredentials(IdentityId);

  expect(answer.IdentityId).toBe(IdentityId);
  expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z0-9]{16}$/);
  expect(answer.Credentials?.Expiration).toEqual(new Date(Math.floor(clock.now() / 1000 + 3600) * 1000));
  await expect(callerOf(aws, answer)).resolves.toMatchObject({
    Account: "000000000000",
    Arn: "arn:aws:sts::000000000000:assumed-role/operator/CognitoIdentityCredentials",
  });
});

test("after an hour the credentials are expired", async () => {
  await using world = await annWithRole();
  const { aws, clock, getId, getCredentials } = world;
  const answer = await getCredentials(await getId());
  const sts = new STSClient(clientOptions(aws, answer));
  clock.advance(3_600_000);
  sts.config.systemClockOffset = clock.now() - Date.now();

  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: "ExpiredToken" });
});

test("the credentials may do what the role allows, and nothing else", async () => {
  await using world = await annWithRole({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "cognito-idp:AdminGetUser", Resource: "*" }],
  });
  const { aws, poolId: UserPoolId, getId, getCredentials } = world;
  const idp = new CognitoIdentityProviderClient(clientOptions(aws, await getCredentials(await getId())));

  await expect(idp.send(new AdminGetUserCommand({ UserPoolId, Username: "ann" }))).resolves.toHaveProperty("Username");
  await expect(
    idp.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: "ann", GroupName: "engineer" })),
  ).rejects.toMatchObject({ name: "AccessDeniedException", $metadata: { httpStatusCode: 403 } });
});

const denying: Readonly<Record<string, (identityPoolId: string) => object>> = {
  "another identity pool": () => trustIn("ap-northeast-1:00000000-0000-4000-8000-000000000000"),
  guests: (identityPoolId) => trustIn(identityPoolId, "unauthenticated"),
  "another provider": (identityPoolId) => trustIn(identityPoolId, "graph.facebook.com"),
  "a service": () => ({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  }),
  "people who come by sts:AssumeRole": () => ({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Federated: "cognito-identity.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  }),
};

test.each(Object.entries(denying))("a role that trusts only %s is not given", async (_whom, trust) => {
  await using world = await annAtIdentityPool();
  const { aws, identity, identityPoolId: IdentityPoolId, getId, getCredentials } = world;
  const authenticated = await createRole(aws, "operator", trust(IdentityPoolId));
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));

  await expect(getCredentials(await getId())).rejects.toMatchObject(badConfiguration);
});

test("a role may trust one user pool, and even one user of it", async () => {
  await using world = await annAtIdentityPool();
  const { aws, identity, identityPoolId: IdentityPoolId, provider, sub, getId, getCredentials } = world;
  const authenticated = await createRole(aws, "operator", trustIn(IdentityPoolId, `${provider}:CognitoSignIn:${sub}`));
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));

  await expect(getCredentials(await getId())).resolves.toHaveProperty("Credentials");
});

test("without a role, or with one that does not exist, there are no credentials", async () => {
  await using world = await annAtIdentityPool();
  const { identity, identityPoolId: IdentityPoolId, getId, getCredentials } = world;
  const IdentityId = await getId();

  await expect(getCredentials(IdentityId)).rejects.toMatchObject(badConfiguration);
  const authenticated = "arn:aws:iam::000000000000:role/nobody";
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  await expect(getCredentials(IdentityId)).rejects.toMatchObject(badConfiguration);
});

/** Ann in two groups, each with a role that trusts the pool; the engineers' goes first. */
async function annInTwoGroups(resolution: "AuthenticatedRole" | "Deny") {
  const world = await annAtIdentityPool();
  const { aws, idp, identity, identityPoolId: IdentityPoolId, poolId: UserPoolId, provider, ClientId } = world;
  const role = (name: string) => createRole(aws, name, trustIn(IdentityPoolId));
  const [newcomer, viewer, engineer] = [await role("newcomer"), await role("viewer"), await role("engineer")];
  const join = async (GroupName: string, RoleArn: string, Precedence: number) => {
    await idp.send(new CreateGroupCommand({ UserPoolId, GroupName, RoleArn, Precedence }));
    await idp.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: "ann", GroupName }));
  };
  await identity.send(
    new SetIdentityPoolRolesCommand({
      IdentityPoolId,
      Roles: { authenticated: newcomer },
      RoleMappings: { [`${provider}:${ClientId}`]: { Type: "Token", AmbiguousRoleResolution: resolution } },
    }),
  );
  const roleNow = async (wish?: string) => {
    const { idToken } = await tokensOf(idp, world.who);
    const answer = await world.getCredentials(await world.getId(), world.logins(idToken), wish);
    return (await callerOf(aws, answer)).Arn?.split("/")[1];
  };
  return { ...world, join, viewer, engineer, roleNow };
}

test("a group's role comes with the token; the best of several, or the one that the user wishes for", async () => {
  await using world = await annInTwoGroups("AuthenticatedRole");
  const { join, viewer, engineer, roleNow } = world;

  expect(await roleNow()).toBe("newcomer");
  await join("viewer", viewer, 2);
  expect(await roleNow()).toBe("viewer");
  await expect(roleNow(engineer)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  await join("engineer", engineer, 1);
  expect(await roleNow()).toBe("engineer");
  expect(await roleNow(viewer)).toBe("viewer");
});

test("where the mapping says so, somebody in no group is denied", async () => {
  await using world = await annInTwoGroups("Deny");
  const { provider, ClientId, join, viewer, roleNow } = world;

  await expect(roleNow()).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: `The ambiguous role mapping rules for: ${provider}:${ClientId} denied this request.`,
  });
  await join("viewer", viewer, 1);
  expect(await roleNow()).toBe("viewer");
});

test("rules choose a role by the claims of the token", async () => {
  await using world = await annAtIdentityPool();
  const { aws, identity, identityPoolId: IdentityPoolId, provider, ClientId, getId, getCredentials } = world;
  const RoleARN = await createRole(aws, "example", trustIn(IdentityPoolId));
  const mapping: RoleMapping = {
    Type: "Rules",
    AmbiguousRoleResolution: "Deny",
    RulesConfiguration: { Rules: [{ Claim: "email", MatchType: "Contains", Value: "@example.com", RoleARN }] },
  };
  const roles = { IdentityPoolId, Roles: {}, RoleMappings: { [`${provider}:${ClientId}`]: mapping } };
  await identity.send(new SetIdentityPoolRolesCommand(roles));

  const answer = await getCredentials(await getId());

  await expect(callerOf(aws, answer)).resolves.toMatchObject({ Arn: expect.stringContaining("/example/") as unknown });
  await expect(identity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).resolves.toMatchObject(roles);
});

test("an identity pool has a role for the authenticated and one for the others, and no third", async () => {
  await using world = await annAtIdentityPool();
  const { aws, identity, identityPoolId: IdentityPoolId } = world;
  const third = await createRole(aws, "third", trustIn(IdentityPoolId));

  await expect(
    identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { third } })),
  ).rejects.toMatchObject({
    message:
      "1 validation error detected: Value at 'roles' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: (un)?authenticated]",
  });
});

test("nobody gives an identity pool a role that he may not pass on", async () => {
  await using world = await annWithRole({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "cognito-identity:SetIdentityPoolRoles", Resource: "*" }],
  });
  const { aws, identity, identityPoolId: IdentityPoolId, roleArn, getId, getCredentials } = world;
  const operator = new CognitoIdentityClient(clientOptions(aws, await getCredentials(await getId())));
  const authenticated = await createRole(aws, "administrator", trustIn(IdentityPoolId));

  await expect(
    operator.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } })),
  ).rejects.toMatchObject({
    name: "AccessDeniedException",
    message: expect.stringContaining("iam:PassRole") as unknown,
  });
  await expect(identity.send(new GetIdentityPoolRolesCommand({ IdentityPoolId }))).resolves.toMatchObject({
    Roles: { authenticated: roleArn },
  });
});
