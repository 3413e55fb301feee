import { expect, test } from "vitest";

import { connectClient, openClient } from "./mqtt-clients.ts";
import { allowing, openedAccount } from "./opened-account.ts";

const versions = [4, 5] as const;
const everything = allowing(["*", "*"]);
const ownClient = "client/${cognito-identity.amazonaws.com:sub}";

test("an identity may do what its role and its IoT policy both allow", async () => {
  await using aws = await openedAccount();
  const policy = allowing(
    ["iot:Connect", ownClient],
    ["iot:Subscribe", "topicfilter/news/*"],
    [["iot:Publish", "iot:Receive"], "topic/news/*"],
  );
  const keys = aws.identity({ role: policy, iot: policy });
  await using client = await connectClient(aws, { keys, clientId: keys.identityId });

  await client.mqtt.subscribeAsync("news/#", { qos: 1 });
  await client.mqtt.publishAsync("news/today", "hello", { qos: 1 });

  expect((await client.message(() => true)).text).toBe("hello");
});

test.each([
  ["no IoT policy on the identity", { role: everything }, "no IoT policy is attached to identity"],
  [
    "a role without the action",
    { role: allowing(["iot:Publish", "*"]), iot: everything },
    "no statement of inline policy permissions",
  ],
  [
    "an IoT policy for another client",
    { role: everything, iot: allowing(["iot:Connect", "client/other"]) },
    "no statement of IoT policy",
  ],
])("MQTT 5: %s is CONNACK 135, a connect_failed event and a log entry with the cause", async (_, allowed, why) => {
  await using aws = await openedAccount();
  await using watcher = await connectClient(aws, { clientId: "watcher" });
  await watcher.mqtt.subscribeAsync("$aws/events/presence/connect_failed/+", { qos: 1 });
  const keys = aws.identity(allowed);
  await using client = await openClient(aws, { keys, clientId: keys.identityId });

  expect(await client.next("error")).toMatchObject({ code: 135 });

  const event: unknown = JSON.parse((await watcher.message(() => true)).text);
  expect(event).toMatchObject({
    clientId: keys.identityId,
    eventType: "connect_failed",
    connectFailureReason: "AUTHORIZATION_FAILED",
    principalIdentifier: expect.stringMatching(/^AROA\w{17}:CognitoIdentityCredentials$/),
    ipAddress: "127.0.0.1",
  });
  expect(aws.log("Connect").at(-1)).toMatchObject({
    logLevel: "ERROR",
    status: "Failure",
    protocol: "MQTT",
    clientId: keys.identityId,
    principalId: expect.stringMatching(/^AROA\w{17}:CognitoIdentityCredentials$/),
    sourceIp: "127.0.0.1",
    sourcePort: expect.any(Number),
    reason: "AUTHORIZATION_FAILURE",
    details: "Authorization Failure",
  });
  expect(aws.told.join("\n")).toContain(why);
});

test("MQTT 3.1.1: whoever may not connect is disconnected without a CONNACK", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything });
  await using client = await openClient(aws, { keys, clientId: keys.identityId, protocolVersion: 4 });
  const packets: string[] = [];
  client.mqtt.on("packetreceive", ({ cmd }) => packets.push(cmd));

  await client.next("close");

  expect(packets).toEqual([]);
});

test("a will that may not be published refuses the connection", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything, iot: allowing(["iot:Connect", "*"]) });
  const will = { topic: "forbidden", payload: Buffer.from("bye"), qos: 0, retain: false } as const;
  await using client = await openClient(aws, { keys, clientId: "me", will });

  expect(await client.next("error")).toMatchObject({ code: 135 });
  expect(aws.told.join("\n")).toContain(
    "denied iot:Publish on arn:aws:iot:ap-northeast-1:000000000000:topic/forbidden",
  );
});

test("a will and a persistent session can be forbidden by condition", async () => {
  await using aws = await openedAccount();
  const [statement] = allowing(["iot:Connect", "*"]).Statement;
  const plain = { StringNotEqualsIfExists: { "iot:ConnectAttributes": ["LastWill", "PersistentConnect"] } };
  const iot = {
    Version: "2012-10-17",
    Statement: [{ ...statement, Condition: plain }, ...allowing(["iot:Publish", "*"]).Statement],
  };
  const keys = aws.identity({ role: everything, iot });
  const will = { topic: "bye", payload: Buffer.from("bye"), qos: 0, retain: false } as const;

  await using allowed = await connectClient(aws, { keys, clientId: "plain" });
  await using withWill = await openClient(aws, { keys, clientId: "with-will", will });
  expect(await withWill.next("error")).toMatchObject({ code: 135 });
  await using persistent = await openClient(aws, {
    keys,
    clientId: "persistent",
    properties: { sessionExpiryInterval: 60 },
  });
  expect(await persistent.next("error")).toMatchObject({ code: 135 });
  expect(allowed.mqtt.connected).toBe(true);
});

test("MQTT 5: a filter that may not be subscribed to is SUBACK 135 and the connection stays", async () => {
  await using aws = await openedAccount();
  const iot = allowing(["iot:Connect", "*"], ["iot:Subscribe", "topicfilter/allowed"]);
  const keys = aws.identity({ role: everything, iot });
  await using client = await connectClient(aws, { keys, clientId: "me" });

  const granted = client.mqtt.subscribeAsync(["allowed", "forbidden"], { qos: 1 });

  await expect(granted).rejects.toThrow("Not authorized");
  expect(client.mqtt.connected).toBe(true);
  expect(aws.log("Subscribe")).toMatchObject([
    {
      logLevel: "ERROR",
      status: "Failure",
      topicName: "allowed,forbidden",
      subscriptions: [
        { topicName: "allowed", reasonCode: 1 },
        { topicName: "forbidden", reasonCode: 135 },
      ],
      reason: "AUTHORIZATION_FAILURE",
      clientId: "me",
    },
  ]);
  expect(aws.told.at(-1)).toMatch(
    /^denied iot:Subscribe on .*topicfilter\/forbidden to client me .* no statement of IoT/,
  );
});

test("of several refused filters each is told with its own reason, and the log has one entry as AWS writes it", async () => {
  await using aws = await openedAccount();
  const iot = allowing(["iot:Connect", "*"], ["iot:Subscribe", "topicfilter/a*"]);
  const keys = aws.identity({ role: everything, iot });
  await using client = await connectClient(aws, { keys, clientId: "me" });

  const asked = client.mqtt.subscribeAsync(["a1", "one", "$share/g/a", "two"], { qos: 1 });

  await expect(asked).rejects.toThrow("Not authorized");
  expect(aws.log("Subscribe")).toHaveLength(1);
  expect(aws.told).toEqual([
    expect.stringMatching(/^denied iot:Subscribe on .*topicfilter\/one /),
    expect.stringMatching(/^refused Subscribe of client me .*: \$share\/g\/a: /),
    expect.stringMatching(/^denied iot:Subscribe on .*topicfilter\/two /),
  ]);
});

test("MQTT 3.1.1: a filter that may not be subscribed to closes the connection", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything, iot: allowing(["iot:Connect", "*"]) });
  await using client = await connectClient(aws, { keys, clientId: "me", protocolVersion: 4 });

  client.mqtt.subscribe("forbidden", { qos: 1 }, () => {});
  await client.next("close");

  expect(aws.account.connectivity.byClientId.get("me")?.disconnectReason).toBe("AUTH_ERROR");
});

test("MQTT 5: a message that may not be published at QoS 1 is PUBACK 135 and the connection stays", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything, iot: allowing(["iot:Connect", "*"]) });
  await using client = await connectClient(aws, { keys, clientId: "me" });

  await expect(client.mqtt.publishAsync("forbidden", "x", { qos: 1 })).rejects.toMatchObject({ code: 135 });

  expect(client.mqtt.connected).toBe(true);
  expect(aws.log("Publish-In")).toMatchObject([{ topicName: "forbidden", reason: "AUTHORIZATION_FAILURE" }]);
});

test("MQTT 5: a message that may not be published at QoS 0 is DISCONNECT 135", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything, iot: allowing(["iot:Connect", "*"]) });
  await using client = await connectClient(aws, { keys, clientId: "me" });
  const disconnected = client.next("disconnect");

  client.mqtt.publish("forbidden", "x", { qos: 0 });

  expect(await disconnected).toMatchObject({ reasonCode: 135 });
});

test.each([0, 1] as const)("MQTT 3.1.1: a message that may not be published at QoS %d closes", async (qos) => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything, iot: allowing(["iot:Connect", "*"]) });
  await using client = await connectClient(aws, { keys, clientId: "me", protocolVersion: 4 });
  const closed = client.next("close");

  client.mqtt.publish("forbidden", "x", { qos });
  await closed;

  expect(aws.log("Publish-In")).toMatchObject([{ topicName: "forbidden", reason: "AUTHORIZATION_FAILURE" }]);
});

test("retaining needs iot:RetainPublish beside iot:Publish", async () => {
  await using aws = await openedAccount();
  const role = allowing([["iot:Connect", "iot:Publish"], "*"]);
  const keys = aws.identity({ role, iot: everything });
  await using client = await connectClient(aws, { keys, clientId: "me" });

  await client.mqtt.publishAsync("a", "x", { qos: 1 });
  await expect(client.mqtt.publishAsync("a", "x", { qos: 1, retain: true })).rejects.toMatchObject({ code: 135 });

  expect(aws.log("Publish-In").at(-1)).toMatchObject({ topicName: "a", retain: "True" });
});

test.each(versions)("MQTT version %d: what may not be received is simply not delivered", async (protocolVersion) => {
  await using aws = await openedAccount();
  const iot = allowing([["iot:Connect", "iot:Subscribe"], "*"], ["iot:Receive", "topic/a/open"]);
  const keys = aws.identity({ role: everything, iot });
  await using client = await connectClient(aws, { keys, clientId: "me", protocolVersion });
  await using publisher = await connectClient(aws, { clientId: "publisher" });
  await client.mqtt.subscribeAsync("a/#", { qos: 1 });

  await publisher.mqtt.publishAsync("a/secret", "1", { qos: 1 });
  await publisher.mqtt.publishAsync("a/open", "2", { qos: 1 });
  await client.message(({ topic }) => topic === "a/open");

  expect(client.arrived.map(({ topic }) => topic)).toEqual(["a/open"]);
  expect(aws.log("Publish-Out")).toMatchObject([{ topicName: "a/secret", reason: "AUTHORIZATION_FAILURE" }]);
});

test("a policy that changes is felt by the connections that stand", async () => {
  await using aws = await openedAccount();
  const keys = aws.identity({ role: everything, iot: everything });
  await using client = await connectClient(aws, { keys, clientId: "me" });
  await client.mqtt.publishAsync("a", "1", { qos: 1 });

  aws.account.iotPolicies.detach("identity-1", keys.identityId);

  await expect(client.mqtt.publishAsync("a", "2", { qos: 1 })).rejects.toMatchObject({ code: 135 });
});
