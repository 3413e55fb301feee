import { once } from "node:events";

import * as fc from "fast-check";
import { generate, type Packet } from "mqtt-packet";
import { expect, test } from "vitest";
import { WebSocket } from "ws";

import { connectClient, signedUrl, type TestClient } from "./mqtt-clients.ts";
import { openedAccount } from "./opened-account.ts";
import { connectPacket, connectRaw, rawClient } from "./raw-client.ts";

/** Whoever was connected before still is, and is served. */
async function isServed(witness: TestClient, round: string): Promise<boolean> {
  await witness.mqtt.publishAsync("witness", round, { qos: 1 });
  return (await witness.message(({ text }) => text === round)).text === round;
}

const packets: readonly Packet[] = [
  connectPacket("fuzz"),
  { cmd: "publish", topic: "a/b", payload: "{}", qos: 1, dup: false, retain: true, messageId: 1 },
  { cmd: "publish", topic: "$aws/things/t/shadow/update", payload: "{}", qos: 0, dup: false, retain: false },
  { cmd: "subscribe", messageId: 2, subscriptions: [{ topic: "a/#", qos: 1 }] },
  { cmd: "unsubscribe", messageId: 3, unsubscriptions: ["a/#"] },
  { cmd: "puback", messageId: 9 },
  { cmd: "pingreq" },
  { cmd: "disconnect", reasonCode: 0 },
];

const bytes = fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
const mutated = fc
  .tuple(fc.constantFrom(...packets.map((packet) => generate(packet, { protocolVersion: 5 }))), fc.nat(), fc.nat(255))
  .map(([packet, at, byte]) => {
    const copy = Buffer.from(packet);
    copy.writeUInt8(byte, at % copy.length);
    return copy;
  });
const chunk = fc.oneof(bytes, mutated);

test("no bytes, in whatever frames, harm anything but the connection they came on", async () => {
  await using aws = await openedAccount();
  await using witness = await connectClient(aws, { clientId: "witness" });
  await witness.mqtt.subscribeAsync("witness", { qos: 1 });
  const url = await signedUrl(aws);
  let round = 0;

  const attack = fc.asyncProperty(
    fc.boolean(),
    fc.array(chunk, { minLength: 1, maxLength: 8 }),
    async (connects, chunks) => {
      const socket = new WebSocket(url, ["mqtt"]);
      socket.on("error", () => {});
      await once(socket, "open");
      if (connects) socket.send(generate(connectPacket("fuzz"), { protocolVersion: 5 }));
      for (const one of chunks) socket.send(one);
      const closed = once(socket, "close");
      socket.close();
      await closed;
      expect(await isServed(witness, `round ${++round}`)).toBe(true);
    },
  );
  await fc.assert(attack, { numRuns: 300 });

  expect(aws.told.filter((line) => line.startsWith("fault"))).toEqual([]);
});

test.each([
  ["a packet type that does not exist", "f300", 1002, 129],
  ["a length of five bytes", "30ffffffff01", 1002, 129],
  ["a packet larger than any that is taken", "30ffffff7f", 1002, 149],
  ["a packet of a server", "20020000", 1002, 130],
  ["PUBREL", "62020001", 1002, 130],
])("%s ends the connection with the right codes", async (_, hex, closeCode, reasonCode) => {
  await using aws = await openedAccount();
  using client = await connectRaw(aws, "me");

  client.send(Buffer.from(hex, "hex"));

  expect(await client.closed()).toBe(closeCode);
  expect(client.packets.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode });
  expect(aws.account.connectivity.byClientId.get("me")?.disconnectReason).toBe("CLIENT_ERROR");
});

test("a text frame ends the connection", async () => {
  await using aws = await openedAccount();
  using client = await connectRaw(aws, "me");
  client.socket.send("hello");
  expect(await client.closed()).toBe(1003);
  expect(aws.account.connectivity.byClientId.get("me")?.disconnectReason).toBe("CLIENT_ERROR");
});

test("a message larger than any frame of packets ends the connection", async () => {
  await using aws = await openedAccount();
  using client = await connectRaw(aws, "me");
  client.socket.send(Buffer.alloc(1024 * 1024 + 1));
  expect(await client.closed()).toBe(1009);
  expect(aws.account.connectivity.byClientId.get("me")?.disconnectReason).toBe("CLIENT_ERROR");
});

test("bytes before CONNECT end the connection without an answer", async () => {
  await using aws = await openedAccount();
  using client = await rawClient(aws);
  client.send({ cmd: "pingreq" });
  expect(await client.closed()).toBe(1002);
  expect(client.packets).toEqual([]);
});

test("packets are understood wherever frames split them", async () => {
  await using aws = await openedAccount();
  using client = await rawClient(aws);
  const sent: readonly Packet[] = [
    connectPacket("me"),
    { cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "a", qos: 0 }] },
    { cmd: "publish", topic: "a", payload: "x".repeat(300), qos: 1, dup: false, retain: false, messageId: 2 },
  ];
  const stream = Buffer.concat(sent.map((packet) => generate(packet, { protocolVersion: 5 })));

  for (const byte of stream) client.socket.send(Buffer.from([byte]));
  await client.packet(({ cmd }) => cmd === "puback");

  expect(client.packets.map(({ cmd }) => cmd)).toEqual(["connack", "suback", "publish", "puback"]);
});
