import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand,
  AdminRemoveUserFromGroupCommand,
  CreateGroupCommand,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  DeleteGroupCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  DescribeUserPoolCommand,
  GetGroupCommand,
  ListGroupsCommand,
  ListUserPoolClientsCommand,
  ListUserPoolsCommand,
  ListUsersCommand,
  ListUsersInGroupCommand,
  SignUpCommand,
  UpdateGroupCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import {
  createClient,
  createPool,
  createUser,
  goodPassword,
  idpClient,
  poolWithAnn,
  signInByPassword,
} from "./cognito-setup.ts";

test("a pool is described as it was made, and is gone when it was deleted", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const PasswordPolicy = { MinimumLength: 10, RequireNumbers: true, TemporaryPasswordValidityDays: 3 };
  const UserPoolId = await createPool(idp, {
    Policies: { PasswordPolicy },
    Schema: [
      { Name: "floor", AttributeDataType: "Number", NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" } },
    ],
    DeletionProtection: "INACTIVE",
  });

  const { UserPool } = await idp.send(new DescribeUserPoolCommand({ UserPoolId }));

  expect(UserPoolId).toMatch(/^ap-northeast-1_[0-9A-Za-z]{9}$/);
  expect(UserPool).toMatchObject({
    Id: UserPoolId,
    Name: "operators",
    Arn: `arn:aws:cognito-idp:ap-northeast-1:000000000000:userpool/${UserPoolId}`,
    Policies: { PasswordPolicy: { ...PasswordPolicy, RequireUppercase: false, RequireSymbols: false } },
    MfaConfiguration: "OFF",
    EstimatedNumberOfUsers: 0,
  });
  expect(UserPool?.CreationDate).toBeInstanceOf(Date);
  expect(UserPool?.SchemaAttributes).toContainEqual(
    expect.objectContaining({ Name: "custom:floor", NumberAttributeConstraints: { MinValue: "1", MaxValue: "9" } }),
  );
  await expect(idp.send(new ListUserPoolsCommand({ MaxResults: 10 }))).resolves.toMatchObject({
    UserPools: [{ Id: UserPoolId, Name: "operators" }],
  });
  await idp.send(new DeleteUserPoolCommand({ UserPoolId }));
  await expect(idp.send(new DescribeUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: `User pool ${UserPoolId} does not exist.`,
  });
});

test("a pool under deletion protection stays", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const UserPoolId = await createPool(idp, { DeletionProtection: "ACTIVE" });

  await expect(idp.send(new DeleteUserPoolCommand({ UserPoolId }))).rejects.toMatchObject({
    name: "InvalidParameterException",
  });
});

test.each<readonly [string, Partial<CreateUserPoolCommandInput>]>([
  ["LambdaConfig", { LambdaConfig: { PreSignUp: "arn:aws:lambda:ap-northeast-1:000000000000:function:f" } }],
  ["MfaConfiguration", { MfaConfiguration: "ON" }],
  ["AliasAttributes", { AliasAttributes: ["email"] }],
  ["SignInPolicy", { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ["PASSWORD", "WEB_AUTHN"] } } }],
])("a pool with %s is not emulated, and not made", async (member, settings) => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const command = new CreateUserPoolCommand({
    PoolName: "p",
    ...settings,
  });

  await expect(idp.send(command)).rejects.toMatchObject({
    name: "NotEmulated",
    message: expect.stringContaining(member) as unknown,
  });
  await expect(idp.send(new ListUserPoolsCommand({ MaxResults: 10 }))).resolves.toMatchObject({ UserPools: [] });
});

test("an app client is described as it was made, and an update forgets what it does not say", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const UserPoolId = await createPool(idp);
  const { ClientId, ClientSecret } = await createClient(idp, UserPoolId, {
    GenerateSecret: true,
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: "minutes" },
  });
  const describe = () => idp.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));

  expect((await describe()).UserPoolClient).toMatchObject({
    ClientName: "console",
    ClientSecret,
    AccessTokenValidity: 10,
    TokenValidityUnits: { AccessToken: "minutes" },
    RefreshTokenValidity: 30,
    PreventUserExistenceErrors: "ENABLED",
    EnableTokenRevocation: true,
    AuthSessionValidity: 3,
  });
  await idp.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, EnableTokenRevocation: false }));
  const { UserPoolClient } = await describe();
  expect(UserPoolClient).toMatchObject({
    ClientSecret,
    PreventUserExistenceErrors: "LEGACY",
    EnableTokenRevocation: false,
    ExplicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
  });
  expect(UserPoolClient).not.toHaveProperty("AccessTokenValidity");
  await idp.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId }));
  await expect(idp.send(new ListUserPoolClientsCommand({ UserPoolId }))).resolves.toMatchObject({
    UserPoolClients: [],
  });
});

test.each<readonly [string, Partial<CreateUserPoolClientCommandInput>, string]>([
  ["RefreshTokenRotation", { RefreshTokenRotation: { Feature: "ENABLED" } }, "NotEmulated"],
  ["OAuth flows", { AllowedOAuthFlows: ["code"] }, "NotEmulated"],
  ["another identity provider", { SupportedIdentityProviders: ["Google"] }, "NotEmulated"],
  ["lifetimes out of range", { AccessTokenValidity: 48 }, "InvalidParameterException"],
  ["attributes that the pool lacks", { ReadAttributes: ["custom:none"] }, "InvalidParameterException"],
  [
    "old and new names of flows",
    { ExplicitAuthFlows: ["USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH"] },
    "InvalidParameterException",
  ],
])("an app client with %s is refused", async (_what, settings, name) => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const UserPoolId = await createPool(idp);
  const input = { UserPoolId, ClientName: "c", ...settings };

  await expect(idp.send(new CreateUserPoolClientCommand(input))).rejects.toMatchObject({ name });
  await expect(idp.send(new ListUserPoolClientsCommand({ UserPoolId }))).resolves.toMatchObject({
    UserPoolClients: [],
  });
});

test("a user is found by his name and by his sub, and twice he cannot be made", async () => {
  await using world = await poolWithAnn();
  const { idp, poolId: UserPoolId, sub } = world;
  const ann = { Username: "ann", Enabled: true, UserStatus: "CONFIRMED" };

  await expect(idp.send(new AdminGetUserCommand({ UserPoolId, Username: "ann" }))).resolves.toMatchObject(ann);
  await expect(idp.send(new AdminGetUserCommand({ UserPoolId, Username: sub }))).resolves.toMatchObject(ann);
  await expect(idp.send(new AdminGetUserCommand({ UserPoolId, Username: "Ann" }))).rejects.toMatchObject({
    name: "UserNotFoundException",
    message: "User does not exist.",
  });
  await expect(idp.send(new AdminCreateUserCommand({ UserPoolId, Username: "ann" }))).rejects.toMatchObject({
    name: "UsernameExistsException",
    message: "User account already exists",
  });
  await expect(idp.send(new AdminCreateUserCommand({ UserPoolId, Username: sub }))).rejects.toMatchObject({
    name: "UsernameExistsException",
  });
});

test("a pool that does not mind letter case knows a user by any", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const UserPoolId = await createPool(idp, { UsernameConfiguration: { CaseSensitive: false } });
  const { ClientId } = await createClient(idp, UserPoolId);
  await createUser(idp, UserPoolId, "Ann");

  await expect(signInByPassword(idp, { ClientId, Username: "aNN" })).resolves.toHaveProperty("AuthenticationResult");
  await expect(idp.send(new AdminCreateUserCommand({ UserPoolId, Username: "ANN" }))).rejects.toMatchObject({
    name: "UsernameExistsException",
  });
});

test.each([
  ["an attribute that the schema lacks", "custom:floor", "3"],
  ["somebody else's sub", "sub", "00000000-0000-4000-8000-000000000000"],
  ["no e-mail address", "email", "nonsense"],
  ["a phone number without its country", "phone_number", "0312345678"],
  ["a name of every object", "__proto__", "x"],
])("a user with %s is not made", async (_what, Name, Value) => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const UserPoolId = await createPool(idp);

  await expect(
    idp.send(new AdminCreateUserCommand({ UserPoolId, Username: "bob", UserAttributes: [{ Name, Value }] })),
  ).rejects.toMatchObject({ name: "InvalidParameterException" });
  await expect(idp.send(new ListUsersCommand({ UserPoolId }))).resolves.toMatchObject({ Users: [] });
});

test("users are listed page by page, and filtered", async () => {
  await using world = await poolWithAnn();
  const { idp, poolId: UserPoolId, sub } = world;
  await createUser(idp, UserPoolId, "bob");
  await createUser(idp, UserPoolId, "cid");
  const names = async (input: object) => {
    const { Users = [] } = await idp.send(new ListUsersCommand({ UserPoolId, ...input }));
    return Users.map(({ Username }) => Username);
  };

  const first = await idp.send(new ListUsersCommand({ UserPoolId, Limit: 2 }));

  expect(first.Users?.map(({ Username }) => Username)).toEqual(["ann", "bob"]);
  expect(await names({ PaginationToken: first.PaginationToken })).toEqual(["cid"]);
  expect(await names({ Filter: `sub = "${sub}"` })).toEqual(["ann"]);
  expect(await names({ Filter: 'email = "ann@example.com"' })).toEqual(["ann"]);
  await expect(names({ Filter: "sub" })).rejects.toMatchObject({ message: "Error while parsing filter" });
  await expect(names({ PaginationToken: "nonsense!" })).rejects.toMatchObject({ name: "InvalidParameterException" });
});

test("a disabled user stays, and may be enabled again", async () => {
  await using world = await poolWithAnn();
  const { idp, poolId: UserPoolId, who } = world;
  await idp.send(new AdminDisableUserCommand({ UserPoolId, Username: "ann" }));
  await expect(signInByPassword(idp, who)).rejects.toMatchObject({ message: "User is disabled." });

  await idp.send(new AdminEnableUserCommand({ UserPoolId, Username: "ann" }));

  await expect(signInByPassword(idp, who)).resolves.toHaveProperty("AuthenticationResult");
});

test("groups are made, changed, joined, left and deleted", async () => {
  await using world = await poolWithAnn();
  const { idp, poolId: UserPoolId, sub } = world;
  const RoleArn = "arn:aws:iam::000000000000:role/operator";
  const operator = { UserPoolId, GroupName: "operator" };
  const groupsOf = async (Username: string) => {
    const { Groups = [] } = await idp.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
    return Groups.map(({ GroupName }) => GroupName);
  };
  await idp.send(new CreateGroupCommand({ ...operator, RoleArn, Precedence: 2 }));
  await idp.send(new CreateGroupCommand({ UserPoolId, GroupName: "viewer" }));
  await idp.send(new AdminAddUserToGroupCommand({ ...operator, Username: "ann" }));
  await idp.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName: "viewer", Username: sub }));

  expect(await groupsOf("ann")).toEqual(["operator", "viewer"]);
  expect(await groupsOf(sub)).toEqual(["operator", "viewer"]);
  await expect(idp.send(new CreateGroupCommand(operator))).rejects.toMatchObject({ name: "GroupExistsException" });
  await idp.send(new UpdateGroupCommand({ ...operator, Precedence: 0 }));
  await expect(idp.send(new GetGroupCommand(operator))).resolves.toMatchObject({ Group: { RoleArn, Precedence: 0 } });
  await expect(idp.send(new ListUsersInGroupCommand(operator))).resolves.toMatchObject({
    Users: [{ Username: "ann" }],
  });
  await idp.send(new AdminRemoveUserFromGroupCommand({ ...operator, Username: "ann" }));
  expect(await groupsOf("ann")).toEqual(["viewer"]);
  await idp.send(new DeleteGroupCommand({ UserPoolId, GroupName: "viewer" }));
  expect(await groupsOf("ann")).toEqual([]);
  await expect(idp.send(new ListGroupsCommand({ UserPoolId }))).resolves.toMatchObject({
    Groups: [{ GroupName: "operator" }],
  });
  await expect(idp.send(new GetGroupCommand({ UserPoolId, GroupName: "viewer" }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Group not found.",
  });
});

test("an administrator may sign a user in where the client allows it", async () => {
  await using world = await poolWithAnn({ ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
  const { idp, poolId: UserPoolId, ClientId } = world;
  const AuthParameters = { USERNAME: "ann", PASSWORD: goodPassword };
  const input = { UserPoolId, ClientId, AuthParameters };

  await expect(
    idp.send(new AdminInitiateAuthCommand({ ...input, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" })),
  ).resolves.toHaveProperty("AuthenticationResult");
  await expect(
    idp.send(new AdminInitiateAuthCommand({ ...input, AuthFlow: "USER_PASSWORD_AUTH" })),
  ).rejects.toMatchObject({ name: "InvalidParameterException", message: "Initiate Auth method not supported." });
});

test("an operation that is not emulated says so", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId } = world;

  await expect(
    idp.send(new SignUpCommand({ ClientId, Username: "bob", Password: goodPassword })),
  ).rejects.toMatchObject({ name: "NotEmulated" });
});

test("what only an administrator may do, nobody does unsigned or with a wrong key", async () => {
  await using world = await poolWithAnn();
  const { aws, idp, poolId: UserPoolId } = world;
  const unsigned = await fetch(aws.outputs.endpoints.aws, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityProviderService.AdminDeleteUser" },
    body: JSON.stringify({ UserPoolId, Username: "ann" }),
  });
  const stranger = idpClient({
    ...aws,
    outputs: { ...aws.outputs, admin: { accessKeyId: "AKIASTRANGER", secretAccessKey: "x" } },
  });

  expect(unsigned.status).toBe(403);
  await expect(stranger.send(new AdminDeleteUserCommand({ UserPoolId, Username: "ann" }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 403 },
  });
  await expect(idp.send(new AdminGetUserCommand({ UserPoolId, Username: "ann" }))).resolves.toBeTruthy();
});
