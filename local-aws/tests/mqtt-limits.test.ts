import type { IPublishPacket } from "mqtt";
import { expect, test } from "vitest";

import { connectClient, openClient } from "./mqtt-clients.ts";
import { openedAccount } from "./opened-account.ts";
import { connectRaw } from "./raw-client.ts";

test.each([
  ["begins with a dollar sign", "$aws"],
  ["is longer than 128 bytes", "ü".repeat(65)],
])("a client identifier that %s is not valid", async (_, clientId) => {
  await using aws = await openedAccount();
  await using five = await openClient(aws, { clientId });
  expect(await five.next("error")).toMatchObject({ code: 133 });
  await using four = await openClient(aws, { clientId, protocolVersion: 4 });
  expect(await four.next("error")).toMatchObject({ code: 2 });
});

test("MQTT 5: QoS 2 is not supported, and whoever uses it is disconnected with 155", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  const disconnected = client.next("disconnect");

  client.mqtt.publish("a", "x", { qos: 2 }, () => {});

  expect(await disconnected).toMatchObject({ reasonCode: 155 });
});

test("MQTT 3.1.1: what asks for QoS 2 gets no answer, and the connection stays", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { protocolVersion: 4 });
  const answers: string[] = [];
  client.mqtt.on("packetreceive", ({ cmd }) => answers.push(cmd));

  client.mqtt.publish("a", "x", { qos: 2 }, () => {});
  client.mqtt.subscribe("a", { qos: 2 }, () => {});
  await client.mqtt.publishAsync("a", "x", { qos: 1 });

  expect(answers).toEqual(["puback"]);
});

test("a topic may have 256 bytes and seven slashes", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);

  await expect(client.mqtt.publishAsync("a".repeat(256), "x", { qos: 1 })).resolves.toBeDefined();
  await expect(client.mqtt.publishAsync("1/2/3/4/5/6/7/8", "x", { qos: 1 })).resolves.toBeDefined();
});

test.each(["a".repeat(257), "ü".repeat(129), "1/2/3/4/5/6/7/8/9"])(
  "a longer topic is not valid, and the connection stays: %s",
  async (topic) => {
    await using aws = await openedAccount();
    await using client = await connectClient(aws);

    await expect(client.mqtt.publishAsync(topic, "x", { qos: 1 })).rejects.toMatchObject({ code: 144 });
    await expect(client.mqtt.subscribeAsync(topic, { qos: 1 })).rejects.toThrow("Topic Filter invalid");
    expect(client.mqtt.connected).toBe(true);
  },
);

test("a payload may have 128 KB; a larger one ends the connection", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { clientId: "me" });
  await client.mqtt.subscribeAsync("a", { qos: 1 });

  await client.mqtt.publishAsync("a", Buffer.alloc(128 * 1024, "x"), { qos: 1 });
  expect((await client.message(() => true)).text).toHaveLength(128 * 1024);
  const disconnected = client.next("disconnect");
  client.mqtt.publish("a", Buffer.alloc(128 * 1024 + 1), { qos: 1 }, () => {});

  expect(await disconnected).toMatchObject({ reasonCode: 149 });
  expect(aws.account.connectivity.byClientId.get("me")?.disconnectReason).toBe("CLIENT_ERROR");
});

const withinLimits = {
  contentType: "ü".repeat(128),
  correlationData: Buffer.alloc(8 * 1024),
  userProperties: { name: ["v".repeat(4092), "v".repeat(4092)] },
};
const beyondLimits = [
  ["a content type", { contentType: `${"ü".repeat(128)}x` }],
  ["correlation data", { correlationData: Buffer.alloc(8 * 1024 + 1) }],
  ["user properties", { userProperties: { name: ["v".repeat(4092), "v".repeat(4093)] } }],
] as const satisfies readonly (readonly [string, IPublishPacket["properties"]])[];

test("MQTT 5: properties may be as large as the quotas say", async () => {
  await using aws = await openedAccount();
  const will = { topic: "will", payload: Buffer.from("bye"), properties: withinLimits };
  await using client = await connectClient(aws, { will });

  await expect(client.mqtt.publishAsync("a", "x", { qos: 1, properties: withinLimits })).resolves.toBeDefined();
});

test.each(beyondLimits)(
  "MQTT 5: %s beyond its quota is PUBACK 151, logged, and the connection stays",
  async (_, properties) => {
    await using aws = await openedAccount();
    await using client = await connectClient(aws);

    await expect(client.mqtt.publishAsync("a", "x", { qos: 1, properties })).rejects.toMatchObject({ code: 151 });

    expect(client.mqtt.connected).toBe(true);
    expect(aws.log("Publish-In")).toMatchObject([{ topicName: "a", details: expect.stringContaining("must not be") }]);
  },
);

test("MQTT 5: at QoS 0, where there is no PUBACK, it ends the connection with 151", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  const disconnected = client.next("disconnect");

  client.mqtt.publish("a", "x", { qos: 0, properties: beyondLimits[0][1] }, () => {});

  expect(await disconnected).toMatchObject({ reasonCode: 151 });
});

test.each(beyondLimits)("MQTT 5: %s of a will beyond its quota is CONNACK 151", async (_, properties) => {
  await using aws = await openedAccount();
  await using client = await openClient(aws, { will: { topic: "will", payload: Buffer.from("bye"), properties } });

  expect(await client.next("error")).toMatchObject({ code: 151 });
  expect(aws.log("Connect")).toMatchObject([{ logLevel: "ERROR", details: expect.stringContaining("must not be") }]);
});

test("MQTT 5: an authentication method is not supported", async () => {
  await using aws = await openedAccount();
  await using client = await openClient(aws, { properties: { authenticationMethod: "SCRAM-SHA-1" } });

  expect(await client.next("error")).toMatchObject({ code: 140 });
});

test("a connection has at most 50 subscriptions, a request at most 8", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  const filters = Array.from({ length: 50 }, (_, index) => `filter/${index}`);

  await expect(client.mqtt.subscribeAsync(filters.slice(0, 9), { qos: 1 })).rejects.toThrow("Quota exceeded");
  await Promise.all(filters.map((filter) => client.mqtt.subscribeAsync(filter, { qos: 1 })));
  await client.mqtt.subscribeAsync("filter/0", { qos: 0 });

  await expect(client.mqtt.subscribeAsync("one/more", { qos: 1 })).rejects.toThrow("Quota exceeded");
});

test.each(["$mine", "$aws/events/presence/connected/me", "$aws/things/t/shadow/update/accepted"])(
  "nobody can publish to %s",
  async (topic) => {
    await using aws = await openedAccount();
    await using five = await connectClient(aws, { clientId: "five" });
    await using four = await connectClient(aws, { clientId: "four", protocolVersion: 4 });

    await expect(five.mqtt.publishAsync(topic, "{}", { qos: 1 })).rejects.toMatchObject({ code: 144 });
    expect(five.mqtt.connected).toBe(true);
    four.mqtt.publish(topic, "{}", { qos: 1 }, () => {});
    await four.next("close");
  },
);

test.each(["$invalid/reserved/topic", "$SYS/#", "$aws", "$aws/nothing/#", "a/#/b", "a+/b"])(
  "MQTT 5: %s is no topic filter of AWS IoT",
  async (filter) => {
    await using aws = await openedAccount();
    using client = await connectRaw(aws, "me");

    client.send({ cmd: "subscribe", messageId: 7, subscriptions: [{ topic: filter, qos: 1 }] });

    expect(await client.packet(({ cmd }) => cmd === "suback")).toMatchObject({ messageId: 7, granted: [143] });
  },
);

test.each(["$aws/#", "$aws/events/#", "$aws/things/+/shadow/#", "$aws/things/t/jobs/notify"])(
  "anybody whom policies allow can subscribe to %s",
  async (filter) => {
    await using aws = await openedAccount();
    await using client = await connectClient(aws);
    expect(await client.mqtt.subscribeAsync(filter, { qos: 1 })).toMatchObject([{ qos: 1 }]);
  },
);

test("MQTT 5: what the embedded AWS lacks is refused with a code that AWS does not use, and the connection stays", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);

  await expect(client.mqtt.publishAsync("$aws/things/t/shadow/name/s/update", "{}", { qos: 1 })).rejects.toMatchObject({
    code: 131,
  });
  await expect(client.mqtt.subscribeAsync("$share/group/a", { qos: 1 })).rejects.toThrow(
    "Implementation specific error",
  );

  expect(client.mqtt.connected).toBe(true);
  expect(aws.told.join("\n")).toContain("The embedded AWS does not emulate named shadows");
});

test("MQTT 5: a subscription identifier is not supported", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  const disconnected = client.next("disconnect");

  client.mqtt.subscribe("a", { qos: 1, properties: { subscriptionIdentifier: 7 } }, () => {});

  expect(await disconnected).toMatchObject({ reasonCode: 161 });
});
