import type { Account } from "#local/account/account.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import type { DemoOperator, Outputs } from "#local/outputs.ts";

import { policyDocuments } from "./policy-documents.ts";

/** The groups of operators, the one with the most rights first. Each has a role and an IoT policy of the same name behind `yagura-`. */
const groups = ["engineer", "operator", "viewer"] as const;

const password = "Yagura-demo-1";

/** Everybody who can be met in the demo, and what is particular about them. */
const people: readonly (DemoOperator & { readonly mustChange?: true })[] = [
  { username: "hanako", password, groups: ["operator"], note: "sees the fleet and changes device_*" },
  { username: "ichiro", password, groups: ["viewer"], note: "sees, and changes nothing" },
  { username: "sakura", password, groups: ["engineer"], note: "as operator; will also provision" },
  {
    username: "kenji",
    password: "First-day-1",
    groups: ["operator"],
    note: "must choose a new password",
    mustChange: true,
  },
  { username: "taro", password, groups: [], note: "no IoT policy is ever attached to the identity" },
];

const apiId = "yaguraapi0";
const routeKey = "POST /operator-policy";
const attachFunction = "yagura-attach-operator-policy";

/** The operators' pools, roles and policies as a real account has them, and the people of the demo. */
export async function seedDemo(account: Account): Promise<Partial<Outputs> & { readonly attachPolicyPath: string }> {
  const pool = account.userPools.create({ name: "yagura-operators" });
  const consoleClient = account.userPools.clients.create({
    poolId: pool.id,
    name: "console",
    authFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    preventUserExistenceErrors: "ENABLED",
  });
  const backendClient = account.userPools.clients.create({
    poolId: pool.id,
    name: "backend",
    secret: true,
    authFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    preventUserExistenceErrors: "ENABLED",
  });
  const identityPool = createIdentityPool(account, pool, [consoleClient.id, backendClient.id]);
  const documents = policyDocuments(account, { userPoolId: pool.id, identityPoolId: identityPool.id });

  const role = (name: string, trust: string, permissions: string) =>
    account.roles.create({
      name,
      trustPolicy: documents(trust),
      inlinePolicies: { [name]: documents(permissions) },
    }).arn;
  for (const [index, group] of groups.entries()) {
    account.iotPolicies.create(`yagura-${group}`, documents(`console-${group}.iot`));
    const roleArn = role(`yagura-${group}`, "console.trust", `console-${group}.role`);
    account.userPools.groups.create(pool, group, { precedence: index, roleArn });
  }
  const newcomerRole = role("yagura-newcomer", "console.trust", "console-newcomer.role");
  account.identityPools.setRoles(identityPool, {
    roles: { authenticated: newcomerRole },
    roleMappings: Object.fromEntries(
      identityPool.cognitoProviders.map(({ providerName, clientId }) => [
        `${providerName}:${clientId}`,
        { type: "Token", whenAmbiguous: "AuthenticatedRole" } as const,
      ]),
    ),
  });
  provideAttachRoute(account, {
    roleArn: role(attachFunction, "attach-operator-policy.trust", "attach-operator-policy.role"),
    environment: {
      IDENTITY_POOL_ID: identityPool.id,
      USER_POOL_ID: pool.id,
      POLICY_BY_GROUP: groups.map((group) => `${group}=yagura-${group}`).join(","),
    },
  });
  const deviceRoleArn = role("yagura-device", "device.trust", "device.role");
  for (const person of people) addPerson(account, pool, person);
  account.fleetIndex.configure({ thingIndexingMode: "REGISTRY_AND_SHADOW", thingConnectivityIndexingMode: "STATUS" });

  return {
    userPool: {
      id: pool.id,
      consoleClientId: consoleClient.id,
      backendClientId: backendClient.id,
      backendClientSecret: backendClient.secret ?? "",
    },
    identityPool: { id: identityPool.id },
    operatorPolicyName: "yagura-operator",
    operators: people.map(({ username, password: given, groups: memberOf, note = "" }) => ({
      username,
      password: given,
      groups: memberOf,
      note,
    })),
    attachPolicyPath: `/_aws/execute-api/${apiId}/operator-policy`,
    deviceRoleArn,
  };
}

function createIdentityPool(account: Account, pool: UserPool, clientIds: readonly string[]) {
  const providerName = `cognito-idp.${account.region}.amazonaws.com/${pool.id}`;
  return account.identityPools.create({
    name: "yagura operators",
    cognitoProviders: clientIds.map((clientId) => ({ providerName, clientId, serverSideTokenCheck: true })),
  });
}

function provideAttachRoute(
  { functions, httpApis }: Account,
  settings: { readonly roleArn: string; readonly environment: Readonly<Record<string, string>> },
): void {
  const file = "attach-operator-policy/handler.ts";
  functions.byName.set(attachFunction, { name: attachFunction, file, ...settings });
  httpApis.routes.set(`${apiId} ${routeKey}`, { apiId, routeKey, functionName: attachFunction });
}

function addPerson(
  { userPools }: Account,
  pool: UserPool,
  { username, password: given, groups: memberOf, mustChange }: (typeof people)[number],
): void {
  const user = userPools.users.create(pool, {
    username,
    attributes: { email: `${username}@example.com`, email_verified: "true" },
    password: given,
  });
  if (!mustChange) userPools.users.setPassword(pool, user, given, "permanent");
  for (const group of memberOf)
    userPools.groups.addUser(userPools.groups.require(pool, group), userPools.users.require(pool, username));
}
