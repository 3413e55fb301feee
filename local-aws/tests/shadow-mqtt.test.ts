import { expect, test } from "vitest";

import { connectClient, type TestClient } from "./mqtt-clients.ts";
import { allowing, openedAccount } from "./opened-account.ts";

const prefix = "$aws/things/device_1/shadow";

async function answer(client: TestClient, end: string, token: string): Promise<unknown> {
  const { text } = await client.message(
    (message) => message.topic === `${prefix}/${end}` && message.text.includes(token),
  );
  return JSON.parse(text);
}

test("a request is answered on its topics, to every subscriber", async () => {
  await using aws = await openedAccount();
  await using device = await connectClient(aws, { clientId: "device_1", protocolVersion: 4 });
  await using operator = await connectClient(aws, { clientId: "operator" });
  await device.mqtt.subscribeAsync(`${prefix}/update/delta`, { qos: 1 });
  await operator.mqtt.subscribeAsync(`${prefix}/+/+`, { qos: 1 });

  const change = { state: { desired: { power: "OFF" } }, clientToken: "token-1" };
  await operator.mqtt.publishAsync(`${prefix}/update`, JSON.stringify(change), { qos: 1 });

  const tail = { version: 1, timestamp: expect.any(Number), clientToken: "token-1" };
  const power = { power: { timestamp: expect.any(Number) } };
  expect(await answer(operator, "update/accepted", "token-1")).toEqual({
    state: { desired: { power: "OFF" } },
    metadata: { desired: power },
    ...tail,
  });
  expect(await answer(device, "update/delta", "token-1")).toEqual({
    state: { power: "OFF" },
    metadata: power,
    ...tail,
  });
  expect(await answer(operator, "update/documents", "token-1")).toMatchObject({
    previous: { state: {}, metadata: {}, version: 0 },
    current: { state: { desired: { power: "OFF" } }, version: 1 },
  });

  await operator.mqtt.publishAsync(`${prefix}/get`, '{"clientToken":"token-2"}', { qos: 0 });
  expect(await answer(operator, "get/accepted", "token-2")).toMatchObject({
    state: { desired: { power: "OFF" }, delta: { power: "OFF" } },
    version: 1,
  });

  await operator.mqtt.publishAsync(`${prefix}/delete`, "", { qos: 1 });
  expect(await answer(operator, "delete/accepted", "version")).toEqual({ version: 1, timestamp: expect.any(Number) });
});

test("a refusal says why on the rejected topic, with the client's token, and is logged", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync(`${prefix}/+/rejected`, { qos: 1 });

  await client.mqtt.publishAsync(`${prefix}/get`, '{"clientToken":"t1"}', { qos: 1 });
  await client.mqtt.publishAsync(`${prefix}/update`, '{"state":{},"version":3,"clientToken":"t2"}', { qos: 1 });
  await client.mqtt.publishAsync(`${prefix}/update`, "{", { qos: 1 });
  await client.mqtt.publishAsync(`${prefix}/delete`, '{"clientToken":"t4"}', { qos: 1 });

  const timestamp = expect.any(Number);
  const none = { code: 404, message: "No shadow exists with name: device_1", timestamp };
  expect(await answer(client, "get/rejected", "t1")).toEqual({ ...none, clientToken: "t1" });
  expect(await answer(client, "update/rejected", "t2")).toEqual({
    code: 409,
    message: "Version conflict",
    timestamp,
    clientToken: "t2",
  });
  expect(await answer(client, "update/rejected", "Invalid JSON")).toEqual({
    code: 400,
    message: "Invalid JSON",
    timestamp,
  });
  expect(await answer(client, "delete/rejected", "t4")).toEqual({ ...none, clientToken: "t4" });
  expect(aws.log("UpdateThingShadow")[0]).toMatchObject({
    status: "Failure",
    protocol: "MQTT",
    deviceShadowName: "device_1",
    topicName: `${prefix}/update`,
    details: "Version conflict",
  });
});

test("an update that leaves no difference sends no delta", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync(`${prefix}/update/+`, { qos: 1 });

  const both = { state: { desired: { a: 1 }, reported: { a: 1 } } };
  await client.mqtt.publishAsync(`${prefix}/update`, JSON.stringify(both), { qos: 1 });
  await client.message(({ topic }) => topic.endsWith("/documents"));

  expect(client.arrived.map(({ topic }) => topic)).toEqual([`${prefix}/update/accepted`, `${prefix}/update/documents`]);
});

test("over MQTT publishing is the permission, and answers are received by the rules for messages", async () => {
  await using aws = await openedAccount();
  const policy = allowing(
    ["iot:Connect", "*"],
    ["iot:Publish", "topic/$aws/things/device_*"],
    ["iot:Subscribe", "topicfilter/$aws/things/device_*"],
    ["iot:Receive", "topic/$aws/things/device_*/accepted"],
  );
  const keys = aws.identity({ role: policy, iot: policy });
  await using client = await connectClient(aws, { keys, clientId: "me" });
  await client.mqtt.subscribeAsync(`${prefix}/update/#`, { qos: 1 });

  await client.mqtt.publishAsync(`${prefix}/update`, '{"state":{"desired":{"a":1}}}', { qos: 1 });
  await client.mqtt.publishAsync(`${prefix}/update`, '{"state":{"desired":{"a":2}},"clientToken":"last"}', { qos: 1 });
  await answer(client, "update/accepted", "last");

  expect(client.arrived.map(({ topic }) => topic)).toEqual([`${prefix}/update/accepted`, `${prefix}/update/accepted`]);
  await expect(client.mqtt.publishAsync("$aws/things/other/shadow/update", "{}", { qos: 1 })).rejects.toMatchObject({
    code: 135,
  });
});

test("versions reach the subscribers in their order, however fast the updates come", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync(`${prefix}/update/accepted`, { qos: 1 });

  await Promise.all(
    Array.from({ length: 80 }, (_, value) =>
      client.mqtt.publishAsync(`${prefix}/update`, JSON.stringify({ state: { reported: { value } } }), { qos: 1 }),
    ),
  );
  await client.message(({ text }) => text.includes('"version":80'));

  const versions = client.arrived.map(({ text }): unknown => JSON.parse(text).version);
  expect(versions).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
});
