import { readFileSync } from "node:fs";

import { FilterLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { SetIdentityPoolRolesCommand, CreateIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreatePolicyCommand } from "@aws-sdk/client-iot";
import { GetThingShadowCommand, IoTDataPlaneClient } from "@aws-sdk/client-iot-data-plane";
import * as v from "valibot";
import { afterEach, beforeEach, expect, test } from "vitest";

import { type LocalAws, startLocalAws } from "#local/index.ts";

import { iamClient, iotClient, logsClient } from "../clients.ts";
import { createRole, identityClient, trustIn } from "../cognito-identity-setup.ts";
import { createClient, createPool, createUser, goodPassword, idpClient, present } from "../cognito-setup.ts";
import { sdk, sdkClient } from "../device-sdk.ts";
import type { Keys } from "../mqtt-clients.ts";
import { pythonsWith, runTool } from "../tools.ts";

/** A Cognito user gets temporary credentials, connects to AWS IoT Core and publishes to one topic; and each way in which that may fail. */

const pythons = await pythonsWith("boto3");
const policyName = "device-operators";
const topic = "$aws/things/device_1/shadow/update";
const payload = JSON.stringify({ state: { desired: { power: "OFF" } } });

let aws: LocalAws;
let told: string[];
let prepared: Awaited<ReturnType<typeof prepare>>;
beforeEach(async () => {
  told = [];
  aws = await startLocalAws({ port: 0, tell: (line) => void told.push(line) });
  prepared = await prepare();
});
afterEach(() => aws[Symbol.asyncDispose]());

test.each(pythons)("with boto3 $version a user publishes his change, and the shadow has it", async ({ command }) => {
  const { identityId, ...keys } = await backEnd(command);
  await using device = await sdkClient(aws, identityId, { keys });
  const connected = device.next("connectionSuccess");
  device.client.start();
  await connected;

  const puback = await device.client.publish({ topicName: topic, qos: sdk.QoS.AtLeastOnce, payload });

  expect(puback).toMatchObject({ reasonCode: 0 });
  const { endpoints, region, admin } = aws.outputs;
  const data = new IoTDataPlaneClient({ endpoint: endpoints.aws, region, credentials: admin });
  const { payload: shadow } = await data.send(new GetThingShadowCommand({ thingName: "device_1" }));
  expect(JSON.parse(new TextDecoder().decode(shadow))).toMatchObject({ state: { desired: { power: "OFF" } } });
});

test("the policy was not attached: the connection is refused, and the log and the terminal say why", async () => {
  const { identityId, ...keys } = await backEnd(pythons[0].command, { attach: false });

  expect(await connecting(identityId, keys)).toMatchObject({ connack: { reasonCode: 135 } });

  expect(await failure("Connect")).toMatchObject({ reason: "AUTHORIZATION_FAILURE", clientId: identityId });
  expect(told.join("\n")).toContain(`no IoT policy is attached to identity ${identityId}`);
});

test("the role lacks iot:Connect: the connection is refused, and the log and the terminal say why", async () => {
  const statements = documents.role.Statement.filter(({ Action }) => Action !== "iot:Connect");
  await setRolePolicy(JSON.stringify({ ...documents.role, Statement: statements }));
  const { identityId, ...keys } = await backEnd(pythons[0].command);

  expect(await connecting(identityId, keys)).toMatchObject({ connack: { reasonCode: 135 } });

  expect(await failure("Connect")).toMatchObject({
    reason: "AUTHORIZATION_FAILURE",
    principalId: expect.stringMatching(/^AROA\w+:CognitoIdentityCredentials$/) as unknown,
  });
  expect(told.join("\n")).toContain("no statement of inline policy permissions of role device-operator allows it");
});

test("another client ID than the identity ID is refused, and the log names it", async () => {
  const { identityId: _identityId, ...keys } = await backEnd(pythons[0].command);

  expect(await connecting("device_1", keys)).toMatchObject({ connack: { reasonCode: 135 } });

  expect(await failure("Connect")).toMatchObject({ reason: "AUTHORIZATION_FAILURE", clientId: "device_1" });
});

test("another topic is refused with the PUBACK, the connection stays, and the log names the topic", async () => {
  const { identityId, ...keys } = await backEnd(pythons[0].command);
  await using device = await sdkClient(aws, identityId, { keys });
  const connected = device.next("connectionSuccess");
  device.client.start();
  await connected;

  const refused = await device.client.publish({
    topicName: "$aws/things/other_1/shadow/update",
    qos: sdk.QoS.AtLeastOnce,
    payload,
  });
  const taken = await device.client.publish({ topicName: topic, qos: sdk.QoS.AtLeastOnce, payload });

  expect([refused, taken]).toMatchObject([{ reasonCode: 135 }, { reasonCode: 0 }]);
  expect(await failure("Publish-In")).toMatchObject({
    reason: "AUTHORIZATION_FAILURE",
    topicName: "$aws/things/other_1/shadow/update",
    clientId: identityId,
  });
});

const Policy = v.object({ Version: v.string(), Statement: v.array(v.looseObject({ Action: v.string() })) });
const sample = (name: string) => {
  const text = readFileSync(new URL(`../../../samples/seed-2/${name}.json`, import.meta.url), "utf8");
  return v.parse(Policy, JSON.parse(text.replaceAll(/X{9,}/g, "000000000000")));
};
const documents = { iot: sample("iot-policy"), role: sample("role-policy") };

/** What the document calls preparation: the app client with a secret, the IoT policy, the role, the identity pool that gives it. */
async function prepare() {
  const idp = idpClient(aws);
  const userPoolId = await createPool(idp);
  const { ClientId: clientId, ClientSecret } = await createClient(idp, userPoolId, { GenerateSecret: true });
  await createUser(idp, userPoolId, "ann");
  await iotClient(aws).send(new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(documents.iot) }));
  const identity = identityClient(aws);
  const pool = await identity.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "device operators",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [
        { ProviderName: `cognito-idp.${aws.outputs.region}.amazonaws.com/${userPoolId}`, ClientId: clientId },
      ],
    }),
  );
  const identityPoolId = present(pool.IdentityPoolId);
  const authenticated = await createRole(aws, "device-operator", trustIn(identityPoolId), documents.role);
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles: { authenticated } }));
  return {
    userPoolId,
    clientId,
    clientSecret: present(ClientSecret),
    identityPoolId,
    username: "ann",
    password: goodPassword,
  };
}

async function setRolePolicy(PolicyDocument: string): Promise<void> {
  const change = { RoleName: "device-operator", PolicyName: "permissions", PolicyDocument };
  await iamClient(aws).send(new PutRolePolicyCommand(change));
}

/** The document's steps 1 to 3, in the document's own Python. */
async function backEnd(python: string, { attach = true } = {}) {
  const script = new URL("back_end.py", import.meta.url).pathname;
  const ran = await runTool(aws, python, [script, JSON.stringify({ ...prepared, policyName, attach })]);
  if (ran.code !== 0) throw new Error(`The back end ended with ${ran.code}: ${ran.stderr}`);
  const answer = {
    identityId: v.string(),
    accessKeyId: v.string(),
    secretAccessKey: v.string(),
    sessionToken: v.string(),
  };
  return v.parse(v.object(answer), JSON.parse(ran.stdout));
}

async function connecting(clientId: string, keys: Keys): Promise<unknown> {
  await using device = await sdkClient(aws, clientId, { keys });
  const failed = device.next("connectionFailure");
  device.client.start();
  const why: unknown = await failed;
  return why;
}

/** The newest failure of this kind in the log group that an operator would look into. */
async function failure(eventType: string): Promise<unknown> {
  const filterPattern = `{ $.eventType = "${eventType}" && $.status = "Failure" }`;
  const { events = [] } = await logsClient(aws).send(
    new FilterLogEventsCommand({ logGroupName: "AWSIotLogsV2", filterPattern }),
  );
  return JSON.parse(events.at(-1)?.message ?? "{}") as unknown;
}
