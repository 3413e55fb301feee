import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { connectClient, openClient } from "./mqtt-clients.ts";
import { openedAccount } from "./opened-account.ts";
import { connectRaw } from "./raw-client.ts";

const versions = [4, 5] as const;

test.each(versions)("MQTT version %d: what one client publishes another receives", async (protocolVersion) => {
  await using aws = await openedAccount();
  await using alice = await connectClient(aws, { clientId: "alice", protocolVersion });
  await using bob = await connectClient(aws, { clientId: "bob", protocolVersion });

  await bob.mqtt.subscribeAsync("greetings/+", { qos: 1 });
  await alice.mqtt.publishAsync("greetings/bob", "hello", { qos: 1 });

  const { text, packet } = await bob.message(({ topic }) => topic === "greetings/bob");
  expect(text).toBe("hello");
  expect(packet).toMatchObject({ qos: 1, retain: false, dup: false });
});

test("a message arrives at the lower of its own and the subscription's quality of service", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync({ zero: { qos: 0 }, one: { qos: 1 } });

  await client.mqtt.publishAsync("zero", "a", { qos: 1 });
  await client.mqtt.publishAsync("one", "b", { qos: 1 });
  await client.mqtt.publishAsync("one", "c", { qos: 0 });
  await client.message(({ text }) => text === "c");

  expect(client.arrived.map(({ text, packet }) => `${text}${packet.qos}`)).toEqual(["a0", "b1", "c0"]);
});

test("a message that matches two subscriptions of a client arrives once", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync({ "a/#": { qos: 0 }, "a/+": { qos: 1 } });

  await client.mqtt.publishAsync("a/b", "first", { qos: 1 });
  await client.mqtt.publishAsync("a/b", "last", { qos: 1 });
  await client.message(({ text }) => text === "last");

  expect(client.arrived.map(({ text, packet }) => `${text}${packet.qos}`)).toEqual(["first1", "last1"]);
});

test("sensor/# matches sensor/ and all below, but not sensor", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync("sensor/#", { qos: 1 });

  await Promise.all(
    ["sensor", "sensor/", "sensor/a/b"].map((topic) => client.mqtt.publishAsync(topic, "x", { qos: 1 })),
  );
  await client.message(({ topic }) => topic === "sensor/a/b");

  expect(client.arrived.map(({ topic }) => topic)).toEqual(["sensor/", "sensor/a/b"]);
});

test("after unsubscribing nothing arrives any more", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync(["a", "b"], { qos: 1 });
  await client.mqtt.unsubscribeAsync(["a", "never"]);

  await client.mqtt.publishAsync("a", "1", { qos: 1 });
  await client.mqtt.publishAsync("b", "2", { qos: 1 });
  await client.message(({ topic }) => topic === "b");

  expect(client.arrived).toHaveLength(1);
});

test("what MQTT 5 says beside the payload is passed on, and left out for MQTT 3.1.1", async () => {
  await using aws = await openedAccount();
  await using publisher = await connectClient(aws, { clientId: "publisher" });
  await using five = await connectClient(aws, { clientId: "five" });
  await using four = await connectClient(aws, { clientId: "four", protocolVersion: 4 });
  await five.mqtt.subscribeAsync("a", { qos: 1 });
  await four.mqtt.subscribeAsync("a", { qos: 1 });
  const properties = {
    payloadFormatIndicator: true,
    contentType: "application/json",
    responseTopic: "answers",
    correlationData: Buffer.from([0, 1, 255]),
    userProperties: { colour: ["red", "blue"], __proto__x: "y" },
    messageExpiryInterval: 60,
  };

  await publisher.mqtt.publishAsync("a", "{}", { qos: 1, properties });

  const received = (await five.message(() => true)).packet.properties;
  expect(received).toMatchObject({ ...properties, messageExpiryInterval: expect.any(Number) });
  expect(received?.messageExpiryInterval).toBeGreaterThan(57);
  expect((await four.message(() => true)).packet.properties).toBeUndefined();
});

test("a topic alias stands for its topic, and there are eight", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync("a/long/topic", { qos: 1 });

  await client.mqtt.publishAsync("a/long/topic", "1", { qos: 1, properties: { topicAlias: 8 } });
  await client.mqtt.publishAsync("", "2", { qos: 1, properties: { topicAlias: 8 } });
  await client.message(({ text }) => text === "2");

  expect(client.arrived.map(({ topic }) => topic)).toEqual(["a/long/topic", "a/long/topic"]);
  expect((await client.message(() => true)).packet.properties?.topicAlias).toBeUndefined();
});

test("whoever wants no messages of his own gets none", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { clientId: "me" });
  await using other = await connectClient(aws, { clientId: "other" });
  await client.mqtt.subscribeAsync("a", { qos: 1, nl: true });

  await client.mqtt.publishAsync("a", "mine", { qos: 1 });
  await other.mqtt.publishAsync("a", "another's", { qos: 1 });
  await client.message(({ text }) => text === "another's");

  expect(client.arrived).toHaveLength(1);
});

test("MQTT 5: CONNACK tells what the broker can do", async () => {
  await using aws = await openedAccount();
  await using client = await openClient(aws, {
    clientId: "",
    keepalive: 5,
    properties: { sessionExpiryInterval: 600 },
  });

  const connack = await new Promise((resolve) => client.mqtt.once("connect", resolve));

  expect(connack).toMatchObject({
    sessionPresent: false,
    reasonCode: 0,
    properties: {
      assignedClientIdentifier: expect.stringMatching(/^\$GEN\/[0-9a-f-]{36}$/),
      serverKeepAlive: 30,
      receiveMaximum: 100,
      topicAliasMaximum: 8,
      maximumQoS: 1,
      retainAvailable: true,
      maximumPacketSize: 149_504,
      wildcardSubscriptionAvailable: true,
      subscriptionIdentifiersAvailable: false,
      sharedSubscriptionAvailable: false,
      sessionExpiryInterval: 0,
    },
  });
});

test("MQTT 3.1.1: a session that is to persist is accepted, and no earlier one is found", async () => {
  await using aws = await openedAccount();
  await using client = await openClient(aws, { clientId: "me", clean: false, protocolVersion: 4 });
  const connack = await new Promise((resolve) => client.mqtt.once("connect", resolve));

  expect(connack).toMatchObject({ returnCode: 0, sessionPresent: false });
  expect(aws.account.connectivity.byClientId.get("me")).toMatchObject({
    cleanSession: false,
    sessionExpirySeconds: 3600,
  });
});

test("a wildcard in the first level does not reach the topics of AWS", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { clientId: "me" });
  await client.mqtt.subscribeAsync(["#", "+/events/#"], { qos: 1 });

  await using other = await connectClient(aws, { clientId: "other" });
  await other.mqtt.publishAsync("last", "x", { qos: 1 });
  await client.message(({ topic }) => topic === "last");

  expect(client.arrived.map(({ topic }) => topic)).toEqual(["last"]);
});

test("a new connection with the same client identifier ends the old one", async () => {
  await using aws = await openedAccount();
  await using first = await connectClient(aws, { clientId: "same" });
  const disconnected = first.next("disconnect");

  await using second = await connectClient(aws, { clientId: "same" });

  expect(await disconnected).toMatchObject({ reasonCode: 142 });
  expect(second.mqtt.connected).toBe(true);
  expect(aws.log("Disconnect")).toMatchObject([
    { clientId: "same", reason: "DUPLICATE_CLIENT_ID", disconnectReason: "DUPLICATE_CLIENTID" },
  ]);
});

test("a reset ends every connection, and the world after it lets clients in again", async () => {
  await using aws = await startLocalAws({ port: 0 });
  await using before = await connectClient(aws);
  const goodbye = before.next("disconnect");

  await aws.reset();

  expect(await goodbye).toMatchObject({ reasonCode: 139 });
  await using after = await connectClient(aws);
  expect(after.mqtt.connected).toBe(true);
});

test("messages that wait for one client share a frame, and arrive whole", async () => {
  await using aws = await openedAccount();
  using raw = await connectRaw(aws, "raw");
  await using client = await connectClient(aws, { clientId: "client" });
  raw.send({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "a", qos: 1 }] });
  await raw.packet(({ cmd }) => cmd === "suback");
  await client.mqtt.subscribeAsync("a", { qos: 1 });
  using publisher = await connectRaw(aws, "publisher");
  const texts = Array.from({ length: 50 }, (_, index) => `message ${index} ${"x".repeat(index)}`);

  publisher.send(
    ...texts.map((payload, index) => ({
      cmd: "publish" as const,
      topic: "a",
      payload,
      qos: 1 as const,
      dup: false,
      retain: false,
      messageId: index + 1,
    })),
  );
  await client.message(({ text }) => text === texts.at(-1));
  await raw.packet((packet) => packet.cmd === "publish" && packet.payload.toString() === texts.at(-1));

  expect(client.arrived.map(({ text }) => text)).toEqual(texts);
  await publisher.packet(({ cmd, messageId }) => cmd === "puback" && messageId === texts.length);

  // CONNACK, SUBACK, and all messages in one; CONNACK, and all acknowledgements in one.
  expect(raw.frames).toHaveLength(3);
  expect(publisher.frames).toHaveLength(2);
});
