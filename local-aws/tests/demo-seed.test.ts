import { ListAttachedPoliciesCommand, IoTClient } from "@aws-sdk/client-iot";
import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from "@aws-sdk/client-cognito-identity";
import {
  AdminAddUserToGroupCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  AdminRemoveUserFromGroupCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";

import { type LocalAws, startLocalAws } from "#local/index.ts";

let aws: LocalAws;
const told: string[] = [];
beforeAll(async () => {
  aws = await startLocalAws({ seed: "demo", port: 0, tell: (line) => void told.push(line) });
});
afterAll(() => aws[Symbol.asyncDispose]());

test("an operator's back end attaches the policy of his group, and says which", async () => {
  const hanako = await signIn("hanako");

  const answer = await askForPolicy(hanako);

  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({
    identityId: hanako.identityId,
    group: "operator",
    policyName: "yagura-operator",
  });
  expect(await attachedTo(hanako.identityId)).toEqual(["yagura-operator"]);
});

test("what the body asks for is not read", async () => {
  const ichiro = await signIn("ichiro");

  const answer = await askForPolicy(ichiro, JSON.stringify({ policyName: "yagura-engineer", target: "somebody else" }));

  expect(await answer.json()).toMatchObject({ policyName: "yagura-viewer", identityId: ichiro.identityId });
});

test("somebody who changed groups loses the policy of the old one", async () => {
  const admin = new CognitoIdentityProviderClient(clientOf(aws.outputs.admin));
  const member = { UserPoolId: aws.outputs.userPool?.id, Username: "sakura" };
  const sakura = await signIn("sakura");
  await askForPolicy(sakura);
  expect(await attachedTo(sakura.identityId)).toEqual(["yagura-engineer"]);

  await admin.send(new AdminRemoveUserFromGroupCommand({ ...member, GroupName: "engineer" }));
  await admin.send(new AdminAddUserToGroupCommand({ ...member, GroupName: "viewer" }));
  await askForPolicy(sakura);

  expect(await attachedTo(sakura.identityId)).toEqual(["yagura-viewer"]);
});

test("somebody in no group is told so, and nothing is attached", async () => {
  const taro = await signIn("taro");

  const answer = await askForPolicy(taro);

  expect(answer.status).toBe(403);
  expect(await answer.json()).toEqual({
    code: "NotAnOperator",
    message: "The user is in none of the groups engineer, operator, viewer.",
  });
  expect(await attachedTo(taro.identityId)).toEqual([]);
});

test("somebody in more groups than a page of them holds is found in the last", async () => {
  const admin = new CognitoIdentityProviderClient(clientOf(aws.outputs.admin));
  const UserPoolId = aws.outputs.userPool?.id;
  const ichiro = await signIn("ichiro");
  // A page holds sixty, by name: 'viewer' comes on the second.
  for (let n = 0; n < 60; n += 1) {
    const GroupName = `a-${n}`;
    // oxlint-disable-next-line no-await-in-loop -- one group after the other
    await admin.send(new CreateGroupCommand({ UserPoolId, GroupName }));
    // oxlint-disable-next-line no-await-in-loop
    await admin.send(new AdminAddUserToGroupCommand({ UserPoolId, GroupName, Username: "ichiro" }));
  }

  expect((await askForPolicy(ichiro)).status).toBe(200);

  expect(await attachedTo(ichiro.identityId)).toEqual(["yagura-viewer"]);
});

test("a request that nobody of the identity pool signed is not an operator's", async () => {
  const answer = await askForPolicy(aws.outputs.admin);

  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "NotAnOperator" });
});

test("an unsigned request is forbidden, as API Gateway says it", async () => {
  const answer = await fetch(aws.outputs.attachPolicyUrl ?? "", { method: "POST" });

  expect(answer.status).toBe(403);
  expect(await answer.json()).toEqual({ message: "Forbidden" });
});

test("each group acts as its own role, and somebody in none as a newcomer", async () => {
  const roles = await Promise.all(
    ["hanako", "ichiro", "taro"].map(async (username) => {
      const sts = new STSClient(clientOf(await signIn(username)));
      return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
    }),
  );

  expect(roles).toEqual(
    ["yagura-operator", "yagura-viewer", "yagura-newcomer"].map(
      (role) => `arn:aws:sts::000000000000:assumed-role/${role}/CognitoIdentityCredentials`,
    ),
  );
});

test("no operator may attach a policy to himself", async () => {
  const hanako = await signIn("hanako");
  const { AttachPolicyCommand } = await import("@aws-sdk/client-iot");
  const iot = new IoTClient(clientOf(hanako));

  const attaching = iot.send(new AttachPolicyCommand({ policyName: "yagura-engineer", target: hanako.identityId }));

  await expect(attaching).rejects.toMatchObject({ name: "AccessDeniedException" });
  expect(told.join("\n")).toContain("denied iot:AttachPolicy");
});

test("who was disabled or deleted loses the policy at the next request, and is told why", async () => {
  const admin = new CognitoIdentityProviderClient(clientOf(aws.outputs.admin));
  const member = { UserPoolId: aws.outputs.userPool?.id, Username: "hanako" };
  const hanako = await signIn("hanako");
  const asked = async () => {
    const answer = await askForPolicy(hanako);
    return [answer.status, await answer.json(), await attachedTo(hanako.identityId)];
  };

  await askForPolicy(hanako);
  await admin.send(new AdminDisableUserCommand(member));
  expect(await asked()).toEqual([403, { code: "UserDisabled", message: "The user is disabled." }, []]);

  await admin.send(new AdminEnableUserCommand(member));
  expect(await asked()).toMatchObject([200, { group: "operator" }, ["yagura-operator"]]);
  await admin.send(new AdminDeleteUserCommand(member));
  expect(await asked()).toEqual([403, { code: "UserDeleted", message: "The user does not exist any more." }, []]);
});

interface Signed {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly identityId: string;
}

/** Signs in with the back end's client, as a program would, and becomes the identity's role. */
async function signIn(username: string): Promise<Signed> {
  const { userPool, identityPool, operators, region } = aws.outputs;
  const { backendClientId: ClientId = "", backendClientSecret = "", id: poolId = "" } = userPool ?? {};
  const password = operators?.find((operator) => operator.username === username)?.password ?? "";
  const hash = createHmac("sha256", backendClientSecret).update(`${username}${ClientId}`).digest("base64");
  const unsigned = { endpoint: aws.outputs.endpoints.aws, region };
  const { AuthenticationResult } = await new CognitoIdentityProviderClient(unsigned).send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: hash },
    }),
  );
  const Logins = { [`cognito-idp.${region}.amazonaws.com/${poolId}`]: AuthenticationResult?.IdToken ?? "" };
  const identities = new CognitoIdentityClient(unsigned);
  const { IdentityId = "" } = await identities.send(new GetIdCommand({ IdentityPoolId: identityPool?.id, Logins }));
  const { Credentials } = await identities.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
    identityId: IdentityId,
  };
}

async function askForPolicy(credentials: Omit<Signed, "identityId">, body = ""): Promise<Response> {
  const url = new URL(aws.outputs.attachPolicyUrl ?? "");
  const signer = new SignatureV4({ service: "execute-api", region: aws.outputs.region, credentials, sha256: Sha256 });
  const { headers } = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    headers: { host: url.host },
    body,
  });
  return fetch(url, { method: "POST", headers, body });
}

async function attachedTo(target: string): Promise<readonly (string | undefined)[]> {
  const iot = new IoTClient(clientOf(aws.outputs.admin));
  const { policies = [] } = await iot.send(new ListAttachedPoliciesCommand({ target }));
  return policies.map(({ policyName }) => policyName);
}

function clientOf(credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }) {
  return { endpoint: aws.outputs.endpoints.aws, region: aws.outputs.region, credentials };
}
