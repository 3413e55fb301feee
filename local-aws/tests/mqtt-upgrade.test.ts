import { once } from "node:events";

import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { expect, test } from "vitest";
import { WebSocket } from "ws";

import { manualClock } from "#local/account/clock.ts";

import { connectClient, signedUrl } from "./mqtt-clients.ts";
import { allowing, type OpenedAccount, openedAccount } from "./opened-account.ts";

interface Refused {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: { readonly message?: string; readonly traceId?: string };
}

/** Asks for a WebSocket and expects to get none. */
async function refused(url: string, protocols: readonly string[] = ["mqtt"]): Promise<Refused> {
  const socket = new WebSocket(url, [...protocols]);
  return new Promise((resolve, reject) => {
    socket.once("open", () => reject(new Error("the upgrade was accepted")));
    socket.once("error", () => {});
    socket.once("unexpected-response", (_request, response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const body: Refused["body"] = JSON.parse(Buffer.concat(chunks).toString());
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
    });
  });
}

const edited = (url: string, edit: (query: URLSearchParams) => void) => {
  const changed = new URL(url);
  edit(changed.searchParams);
  return changed.href;
};

async function temporary(aws: OpenedAccount) {
  const anything = allowing(["*", "*"]);
  return aws.identity({ role: anything, iot: anything });
}

test.each<readonly [string, (aws: OpenedAccount) => Promise<string>, RegExp, string]>([
  [
    "a signature that does not match",
    async (aws) => edited(await signedUrl(aws), (query) => query.set("X-Amz-Signature", "0".repeat(64))),
    /^The request signature we calculated does not match/,
    "SECURITY_TOKEN_SIGNATURE_MISMATCH",
  ],
  [
    "an unknown access key",
    async (aws) => signedUrl(aws, { keys: { accessKeyId: "AKIAUNKNOWNUNKNOWN00", secretAccessKey: "secret" } }),
    /^The security token included in the request is invalid$/,
    "SECURITY_TOKEN_INVALID",
  ],
  [
    "a session token that is not the session's",
    async (aws) => signedUrl(aws, { keys: { ...(await temporary(aws)), sessionToken: "another" } }),
    /^The security token included in the request is invalid$/,
    "SECURITY_TOKEN_INVALID",
  ],
  [
    "the scope of another service",
    async (aws) => signedUrl(aws, { service: "execute-api" }),
    /correct service/,
    "SECURITY_TOKEN_SIGNATURE_MISMATCH",
  ],
  [
    "the scope of another region",
    async (aws) => signedUrl(aws, { region: "us-east-1" }),
    /valid region/,
    "SECURITY_TOKEN_SIGNATURE_MISMATCH",
  ],
  [
    "a URL older than it says it is good for",
    async (aws) => signedUrl(aws, { at: new Date(Date.now() - 2 * 3_600_000) }),
    /expired/,
    "SECURITY_TOKEN_SIGNATURE_MISMATCH",
  ],
  [
    "no signature at all",
    async (aws) => aws.outputs.endpoints.websocket,
    /^Missing Authentication Token$/,
    "NOT_AUTHENTICATED",
  ],
])("%s is 403 in AWS's words, and logged", async (_, url, message, reason) => {
  await using aws = await openedAccount();

  const { status, headers, body } = await refused(await url(aws));

  expect(status).toBe(403);
  expect(body.message).toMatch(message);
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "x-amzn-errortype": "ForbiddenException:",
    "x-amzn-requestid": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "access-control-allow-origin": "*",
  });
  expect(aws.log()).toMatchObject([
    {
      eventType: "Connection.AuthNError",
      logLevel: "ERROR",
      status: "Failure",
      traceId: body.traceId,
      protocol: "MQTT",
      authenticationType: "AWS_SIGV4",
      sourceIp: "127.0.0.1",
      reason,
    },
  ]);
  expect(aws.told.at(-1)).toContain("refused an MQTT connection from 127.0.0.1");
});

test("credentials that have expired are refused as expired", async () => {
  const clock = manualClock(Date.now());
  await using aws = await openedAccount({ clock });
  const keys = await temporary(aws);
  clock.advance(3_601_000);

  const { body } = await refused(await signedUrl(aws, { keys, at: new Date(clock.now()) }));

  expect(body.message).toBe("The security token included in the request is expired");
  expect(aws.log("Connection.AuthNError")).toMatchObject([
    { reason: "SECURITY_TOKEN_EXPIRED", principalId: expect.stringMatching(/^AROA/) },
  ]);
});

test("the token of a session belongs behind the signature, not under it", async () => {
  await using aws = await openedAccount();
  const { identityId: _, ...keys } = await temporary(aws);
  const { host, hostname, pathname } = new URL(aws.outputs.endpoints.websocket);
  const signer = new SignatureV4({
    credentials: keys,
    region: aws.outputs.region,
    service: "iotdevicegateway",
    sha256: Sha256,
  });
  const { query = {} } = await signer.presign({
    method: "GET",
    protocol: "ws:",
    hostname,
    path: pathname,
    headers: { host },
    query: {},
  });
  const signedToken = edited(aws.outputs.endpoints.websocket, (pairs) => {
    for (const [name, value] of Object.entries(query)) pairs.set(name, String(value));
  });

  expect((await refused(signedToken)).status).toBe(403);
  await using client = await connectClient(aws, { keys });
  expect(client.mqtt.connected).toBe(true);
});

test.each(["iotdevicegateway", "iotdata"])("a URL signed for %s is let in", async (service) => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { service });
  expect(client.mqtt.connected).toBe(true);
});

test("a signature in the Authorization header is as good as one in the URL", async () => {
  await using aws = await openedAccount();
  const { host, hostname, pathname } = new URL(aws.outputs.endpoints.websocket);
  const signer = new SignatureV4({
    credentials: aws.outputs.admin,
    region: aws.outputs.region,
    service: "iotdevicegateway",
    sha256: Sha256,
  });
  const signed = await signer.sign({ method: "GET", protocol: "ws:", hostname, path: pathname, headers: { host } });

  const socket = new WebSocket(aws.outputs.endpoints.websocket, ["mqtt"], { headers: signed.headers });
  await once(socket, "open");

  expect(socket.protocol).toBe("mqtt");
  socket.terminate();
});

test.each([
  [["mqtt"], "mqtt"],
  [["mqttv3.1"], "mqttv3.1"],
  [["mqttv3.1", "mqtt"], "mqtt"],
])("of the subprotocols %j the door speaks %s, without compression", async (offered, spoken) => {
  await using aws = await openedAccount();
  const socket = new WebSocket(await signedUrl(aws), offered, { perMessageDeflate: true });
  await once(socket, "open");

  expect(socket.protocol).toBe(spoken);
  expect(socket.extensions).toBe("");
  socket.terminate();
});

test("who offers no subprotocol of MQTT is told so", async () => {
  await using aws = await openedAccount();
  expect((await refused(await signedUrl(aws), ["soap"])).status).toBe(400);
});

test("a WebSocket anywhere else is not emulated", async () => {
  await using aws = await openedAccount();
  const url = (await signedUrl(aws)).replace("/mqtt?", "/tunnel?");
  expect(await refused(url)).toMatchObject({ status: 501, headers: { "x-amzn-errortype": "NotEmulated" } });
});

async function get(url: string) {
  const response = await fetch(url.replace("ws:", "http:"));
  const body: unknown = await response.json();
  return { status: response.status, body, origin: response.headers.get("access-control-allow-origin") };
}

test("the signed URL asked for without a WebSocket says why it would be refused, or that it would not", async () => {
  await using aws = await openedAccount();
  const good = await signedUrl(aws);

  expect(await get(good)).toMatchObject({ status: 426, origin: "*" });
  expect(await get(edited(good, (query) => query.set("X-Amz-Signature", "0".repeat(64))))).toMatchObject({
    status: 403,
    body: { message: expect.stringMatching(/^The request signature we calculated/) },
    origin: "*",
  });
});

test("MQTT 3.1 is spoken too", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { protocolVersion: 3, protocolId: "MQIsdp" });

  await client.mqtt.subscribeAsync("a", { qos: 1 });
  await client.mqtt.publishAsync("a", "hello", { qos: 1 });

  expect((await client.message(() => true)).text).toBe("hello");
});

test("an embedded AWS that stops says goodbye to its clients", async () => {
  const aws = await openedAccount();
  await using client = await connectClient(aws);
  const goodbye = client.next("disconnect");

  await aws[Symbol.asyncDispose]();

  expect(await goodbye).toMatchObject({ reasonCode: 139 });
});
