import { expect, test } from "vitest";

import { manualClock } from "#local/account/clock.ts";

import { connectClient, type TestClient } from "./mqtt-clients.ts";
import { type OpenedAccount, openedAccount } from "./opened-account.ts";
import { connectPacket, connectRaw } from "./raw-client.ts";

const will = { topic: "last/words", payload: Buffer.from("bye"), qos: 1, retain: false } as const;

/** Somebody who hears all lifecycle events and wills. */
async function watcher(aws: OpenedAccount): Promise<TestClient> {
  const client = await connectClient(aws, { clientId: "watcher", keepalive: 0 });
  await client.mqtt.subscribeAsync(["$aws/events/#", "last/words"], { qos: 1 });
  await client.message(({ topic }) => topic === "$aws/events/subscriptions/subscribed/watcher");
  return client;
}

async function event(client: TestClient, topic: string): Promise<Readonly<Record<string, unknown>>> {
  const { text } = await client.message((message) => message.topic === topic);
  const value: Readonly<Record<string, unknown>> = JSON.parse(text);
  return value;
}

test("a connection is announced, with its subscriptions, and its end carries the same version number", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  const client = await connectClient(aws, { clientId: "device_1" });
  await client.mqtt.subscribeAsync(["a", "b/#"], { qos: 1 });
  await client.mqtt.unsubscribeAsync("a");
  await client.mqtt.endAsync();

  const connected = await event(watching, "$aws/events/presence/connected/device_1");
  const disconnected = await event(watching, "$aws/events/presence/disconnected/device_1");

  const base = {
    clientId: "device_1",
    timestamp: expect.any(Number),
    sessionIdentifier: connected["sessionIdentifier"],
    principalIdentifier: expect.stringMatching(/^AIDA/),
  };
  expect(connected).toEqual({ ...base, eventType: "connected", ipAddress: "127.0.0.1", versionNumber: 0 });
  expect(await event(watching, "$aws/events/subscriptions/subscribed/device_1")).toEqual({
    ...base,
    eventType: "subscribed",
    topics: ["a", "b/#"],
  });
  expect(await event(watching, "$aws/events/subscriptions/unsubscribed/device_1")).toEqual({
    ...base,
    eventType: "unsubscribed",
    topics: ["a"],
  });
  expect(disconnected).toEqual({
    ...base,
    eventType: "disconnected",
    clientInitiatedDisconnect: true,
    disconnectReason: "CLIENT_INITIATED_DISCONNECT",
    versionNumber: 0,
  });
});

test("the version number grows with each connection and starts over after an hour away", async () => {
  const clock = manualClock(Date.now());
  await using aws = await openedAccount({ clock });
  const versions: unknown[] = [];
  const visit = async () => {
    const client = await connectClient(aws, { clientId: "device_1", at: new Date(clock.now()) });
    versions.push(aws.account.connectivity.byClientId.get("device_1")?.versionNumber);
    const ended = client.next("close");
    await client.mqtt.endAsync();
    await ended;
  };

  await visit();
  await visit();
  clock.advance(3_599_000);
  await visit();
  clock.advance(3_600_000);
  await visit();

  expect(versions).toEqual([0, 1, 2, 0]);
});

test("a client identifier with # or + has no events", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  using hash = await connectRaw(aws, "a#b");
  using plus = await connectRaw(aws, "a+b");
  for (const { socket } of [hash, plus]) socket.close();
  using last = await connectRaw(aws, "last");
  await event(watching, "$aws/events/presence/connected/last");
  last.socket.close();

  expect(watching.arrived.filter(({ topic }) => /[+#]/.test(topic))).toEqual([]);
});

test("goodbye, by DISCONNECT or by closing the WebSocket, sends no will", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  const polite = await connectClient(aws, { clientId: "polite", will });
  await polite.mqtt.endAsync();
  using closing = await connectRaw(aws, "closing", 5, { will });
  closing.socket.close(1000);

  expect(await event(watching, "$aws/events/presence/disconnected/closing")).toMatchObject({
    clientInitiatedDisconnect: true,
    disconnectReason: "CLIENT_INITIATED_DISCONNECT",
  });
  expect(watching.arrived.filter(({ topic }) => topic === "last/words")).toEqual([]);
});

test("a line that breaks sends the will", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  await using client = await connectClient(aws, { clientId: "device_1", will });

  client.mqtt.stream.destroy();

  expect(await event(watching, "$aws/events/presence/disconnected/device_1")).toMatchObject({
    clientInitiatedDisconnect: false,
    disconnectReason: "CONNECTION_LOST",
  });
  expect((await watching.message(({ topic }) => topic === "last/words")).text).toBe("bye");
});

test("DISCONNECT with reason code 4 asks for the will", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  const client = await connectClient(aws, { clientId: "device_1", will });

  await client.mqtt.endAsync(false, { reasonCode: 4 });

  expect((await watching.message(({ topic }) => topic === "last/words")).text).toBe("bye");
});

test("whoever is replaced under the same client identifier leaves his will", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  await using first = await connectClient(aws, { clientId: "same", will });
  const ended = first.next("close");
  await using second = await connectClient(aws, { clientId: "same" });
  await ended;

  expect(await event(watching, "$aws/events/presence/disconnected/same")).toMatchObject({
    disconnectReason: "DUPLICATE_CLIENTID",
    versionNumber: 0,
  });
  await watching.message(({ topic }) => topic === "last/words");
  expect(second.mqtt.connected).toBe(true);
  expect(aws.account.connectivity.byClientId.get("same")).toMatchObject({ connected: true, versionNumber: 1 });
});

test("whoever says nothing for one and a half times the keep-alive is disconnected, and leaves his will", async () => {
  const clock = manualClock(Date.now());
  await using aws = await openedAccount({ clock });
  await using watching = await watcher(aws);
  await using client = await connectClient(aws, { clientId: "silent", keepalive: 20, will, reschedulePings: false });
  const disconnected = client.next("disconnect");

  clock.advance(44_999);
  expect(client.mqtt.connected).toBe(true);
  clock.advance(1);

  expect(await disconnected).toMatchObject({ reasonCode: 141 });
  expect(await event(watching, "$aws/events/presence/disconnected/silent")).toMatchObject({
    clientInitiatedDisconnect: false,
    disconnectReason: "MQTT_KEEP_ALIVE_TIMEOUT",
  });
  await watching.message(({ topic }) => topic === "last/words");
});

test("a second CONNECT is the client's error", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  using client = await connectRaw(aws, "twice", 5, { will });

  client.send(connectPacket("twice"));

  expect(await client.packet(({ cmd }) => cmd === "disconnect")).toMatchObject({ reasonCode: 130 });
  expect(await event(watching, "$aws/events/presence/disconnected/twice")).toMatchObject({
    disconnectReason: "CLIENT_ERROR",
  });
  await watching.message(({ topic }) => topic === "last/words");
});

test("a retained will is kept for later, and a will to a topic of AWS is ignored", async () => {
  await using aws = await openedAccount();
  await using watching = await watcher(aws);
  await using kept = await connectClient(aws, { clientId: "kept", will: { ...will, retain: true } });
  const shadow = {
    ...will,
    topic: "$aws/things/t/shadow/update",
    payload: Buffer.from('{"state":{"reported":{"a":1}}}'),
  };
  await using ignored = await connectClient(aws, { clientId: "ignored", will: shadow });

  for (const { mqtt } of [ignored, kept]) mqtt.stream.destroy();
  await watching.message(({ topic }) => topic === "last/words");

  expect(aws.account.broker.retained.get("last/words")?.payload.toString()).toBe("bye");
  expect(aws.account.shadows.classic.get("t")).toBeUndefined();
});

test("connections and their ends are in the log", async () => {
  await using aws = await openedAccount();
  const client = await connectClient(aws, { clientId: "device_1", keepalive: 60 });
  await client.mqtt.endAsync();
  await expect.poll(() => aws.log()).toHaveLength(2);

  expect(aws.log()).toMatchObject([
    { eventType: "Connect", logLevel: "INFO", status: "Success", clientId: "device_1", keepAliveDuration: 60 },
    { eventType: "Disconnect", status: "Success", disconnectReason: "CLIENT_INITIATED_DISCONNECT" },
  ]);
  expect(aws.log()[0]?.["timestamp"]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
});
