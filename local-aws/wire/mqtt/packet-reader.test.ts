import * as fc from "fast-check";
import { generate, type Packet } from "mqtt-packet";
import { expect, test } from "vitest";

import { packetReader } from "./packet-reader.ts";
import { ProtocolViolation } from "./reason-codes.ts";

const connect = (protocolVersion: 4 | 5): Packet => ({
  cmd: "connect",
  protocolVersion,
  clientId: "client",
  clean: true,
  keepalive: 60,
  username: "?SDK=Test",
  will: {
    topic: "will",
    payload: Buffer.from("bye"),
    qos: 1,
    retain: true,
    properties: { contentType: "text", willDelayInterval: 5, messageExpiryInterval: 7 },
  },
  properties: { sessionExpiryInterval: 10, receiveMaximum: 5, maximumPacketSize: 1000, userProperties: { a: "b" } },
});

const packets: readonly Packet[] = [
  {
    cmd: "publish",
    topic: "a/b",
    payload: Buffer.from("{}"),
    qos: 1,
    dup: false,
    retain: false,
    messageId: 7,
    properties: {
      topicAlias: 3,
      messageExpiryInterval: 60,
      payloadFormatIndicator: true,
      responseTopic: "r",
      correlationData: Buffer.from([1]),
      contentType: "text/plain",
      userProperties: { a: ["b", "c"] },
    },
  },
  { cmd: "publish", topic: "a", payload: Buffer.alloc(0), qos: 0, dup: false, retain: true },
  {
    cmd: "subscribe",
    messageId: 1,
    subscriptions: [
      { topic: "a/#", qos: 1, nl: true, rap: true, rh: 2 },
      { topic: "b", qos: 0 },
    ],
  },
  { cmd: "unsubscribe", messageId: 2, unsubscriptions: ["a", "b"] },
  { cmd: "puback", messageId: 3, reasonCode: 0 },
  { cmd: "pingreq" },
  { cmd: "disconnect", reasonCode: 4, properties: { sessionExpiryInterval: 0 } },
];

/** A reader that has read CONNECT. */
function readerOf(version: 4 | 5) {
  const read = packetReader();
  const first = read(generate(connect(version), { protocolVersion: version }));
  return { read, first };
}

test.each([4, 5] as const)("MQTT version %d: what clients send is read as it was meant", (version) => {
  const { read, first } = readerOf(version);
  const [publish, , subscribe] = packets.map((packet) => read(generate(packet, { protocolVersion: version })));

  expect(first).toMatchObject({ kind: "connect", version, clientId: "client", will: { topic: "will", retain: true } });
  expect(publish).toMatchObject({ kind: "publish", topic: "a/b", packetId: 7, qos: 1 });
  expect(subscribe).toMatchObject({
    subscriptions: [
      { filter: "a/#", qos: 1 },
      { filter: "b", qos: 0 },
    ],
  });
});

test("what MQTT 5 added is read too", () => {
  const { read } = readerOf(5);
  const [publish, , subscribe] = packets.map((packet) => read(generate(packet, { protocolVersion: 5 })));

  expect(publish).toMatchObject({
    topicAlias: 3,
    expirySeconds: 60,
    properties: { contentType: "text/plain", responseTopic: "r", userProperties: { a: ["b", "c"] } },
  });
  expect(subscribe).toMatchObject({
    subscriptions: [{ noLocal: true, retainAsPublished: true, retainHandling: 2 }, {}],
  });
});

test.each([
  ["a packet identifier of 0", "3206000161000078", 5],
  ["a topic with U+0000", "300400020061", 4],
  ["a topic that is not UTF-8", "30040002c328", 4],
  ["a topic longer than its packet", "3003000561", 4],
  ["SUBSCRIBE without a filter", "82020001", 4],
  ["UNSUBSCRIBE without a filter", "a2020001", 4],
  ["a property that came twice", "300a0001610602000000010278", 5],
  ["a property of another packet", "30060001610221ff", 5],
  ["PINGREQ with a payload", "c00100", 4],
  ["a response topic with a wildcard", "300a000161060800032f2b2f78", 5],
  ["PUBREL", "62020001", 4],
  ["a server's CONNACK", "20020000", 4],
  ["reserved flags", "c100", 4],
  ["a packet type of 0", "0000", 4],
] as const)("%s is refused", (_, hex, version) => {
  const { read } = readerOf(version);
  expect(() => read(Buffer.from(hex, "hex"))).toThrow(ProtocolViolation);
});

const mutation = fc.record({
  place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  byte: fc.integer({ min: 0, max: 255 }),
  kind: fc.constantFrom("set", "insert", "remove", "cut"),
});

function mutate(bytes: Buffer, { place, byte, kind }: { place: number; byte: number; kind: string }): Buffer {
  const at = Math.floor(place * bytes.length);
  const rest = { set: [byte], insert: [byte, ...bytes.subarray(at, at + 1)], remove: [], cut: undefined }[kind];
  if (!rest) return bytes.subarray(0, at);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(rest), bytes.subarray(at + 1)]);
}

test.each([4, 5] as const)("MQTT version %d: no bytes whatever do more than to be refused", (version) => {
  const whole = [connect(version), ...packets].map((packet) => generate(packet, { protocolVersion: version }));
  const mutated = fc
    .tuple(fc.constantFrom(...whole), fc.array(mutation, { minLength: 1, maxLength: 6 }))
    .map(([bytes, mutations]) => mutations.reduce(mutate, bytes));
  const random = fc.uint8Array({ minLength: 1, maxLength: 100 }).map((bytes) => Buffer.from(bytes));
  const knock = fc.property(fc.oneof(mutated, random), fc.boolean(), (bytes, isFirst) => {
    const read = isFirst ? packetReader() : readerOf(version).read;
    try {
      read(bytes);
    } catch (error) {
      if (!(error instanceof ProtocolViolation)) throw error;
    }
  });

  expect(() => fc.assert(knock, { numRuns: 20_000 })).not.toThrow();
});
