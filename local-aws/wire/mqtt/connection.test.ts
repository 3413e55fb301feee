import { generate } from "mqtt-packet";
import { expect, test } from "vitest";

import { connect, connected, opened } from "#local/tests/networkless-connection.ts";

import { jsonMessage, type Message } from "./message.ts";
import { publication } from "./publication.ts";

const message = (topic: string, more: Partial<Message> = {}) => publication({ ...jsonMessage(topic, 1), ...more });

test("whoever does not send CONNECT within ten seconds is not waited for", () => {
  const { clock, closeCode, endings } = opened();
  clock.advance(10_000);
  expect(closeCode()).toBe(1002);
  expect(endings).toEqual([]);
});

test("the first packet must be CONNECT, and there is only one", () => {
  const early = opened();
  early.hear({ cmd: "pingreq" });
  expect(early.closeCode()).toBe(1002);
  expect(early.frames).toEqual([]);

  const twice = connected();
  twice.hear(connect);
  expect(twice.sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 130 });
  expect(twice.endings).toMatchObject([{ reason: "CLIENT_ERROR", sendsWill: true }]);
});

test("a malformed packet ends the connection, and nothing after it is heard", () => {
  let heard = 0;
  const world = connected({
    behind: {
      publish: () => {
        heard += 1;
        return { code: 0 };
      },
    },
  });
  const publish = generate(
    { cmd: "publish", topic: "a", payload: "x", qos: 0, dup: false, retain: false },
    { protocolVersion: 5 },
  );

  world.connection.receive(Buffer.concat([publish, Buffer.from("f300", "hex"), publish]));
  world.connection.receive(publish);

  expect(heard).toBe(1);
  expect(world.sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 129 });
  expect(world.closeCode()).toBe(1002);
  expect(world.endings).toHaveLength(1);
});

test("silence for one and a half times the keep-alive ends the connection, a sound in time does not", () => {
  const { clock, hear, endings, sent } = connected();
  clock.advance(44_000);
  hear({ cmd: "pingreq" });
  clock.advance(44_999);
  expect(endings).toEqual([]);
  clock.advance(1);
  expect(endings).toMatchObject([{ reason: "MQTT_KEEP_ALIVE_TIMEOUT", sendsWill: true }]);
  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 141 });
});

test("all packets of a tick leave in one frame", () => {
  const { connection, frames, hear, tick, sent } = connected();
  for (const topic of ["a", "b", "c"]) connection.deliver(message(topic), { qos: 1, retain: false });
  hear({ cmd: "pingreq" });
  tick();

  expect(frames).toHaveLength(2);
  expect(sent.map(({ cmd }) => cmd)).toEqual(["connack", "publish", "publish", "publish", "pingresp"]);
});

test("no more messages are under way than the client takes, the others wait for their turn", () => {
  const { connection, hear, tick, sent } = connected({ packet: { properties: { receiveMaximum: 2 } } });
  const payloads = () => sent.flatMap((packet) => (packet.cmd === "publish" ? [packet.payload.toString()] : []));
  for (const payload of ["1", "2", "3", "4"]) {
    connection.deliver(message("a", { payload: Buffer.from(payload) }), { qos: 1, retain: false });
  }
  tick();
  expect(payloads()).toEqual(["1", "2"]);

  hear({ cmd: "puback", messageId: sent.at(-1)?.messageId ?? 0 });
  tick();
  expect(payloads()).toEqual(["1", "2", "3"]);
  hear({ cmd: "puback", messageId: 4711 });
  tick();
  expect(payloads()).toEqual(["1", "2", "3"]);
});

test("a message that was never acknowledged makes room after sixteen minutes", () => {
  const { connection, clock, hear, tick, sent } = connected({
    packet: { properties: { receiveMaximum: 1 }, keepalive: 60_000 },
  });
  connection.deliver(message("a"), { qos: 1, retain: false });
  expect(connection.deliver(message("b"), { qos: 1, retain: false })).toBe("waiting");
  clock.advance(16 * 60_000);
  hear({ cmd: "pingreq" });
  expect(connection.deliver(message("c"), { qos: 1, retain: false })).toBe("waiting");
  tick();

  expect(sent.flatMap((packet) => (packet.cmd === "publish" ? [packet.topic] : []))).toEqual(["a", "b"]);
});

test("a peer that takes nothing loses messages of QoS 0, and those of QoS 1 overflow in the end", () => {
  const { connection } = connected({ stuck: 5 * 1024 * 1024 });
  expect(connection.deliver(message("a"), { qos: 0, retain: false })).toBe("dropped");

  const outcomes = new Set(
    Array.from({ length: 10_200 }, () => connection.deliver(message("a"), { qos: 1, retain: false })),
  );
  expect([...outcomes]).toEqual(["sent", "waiting", "overflow"]);
});

test("who asks on and on and never reads the answers is disconnected", () => {
  const { hear, endings } = connected({ stuck: 33 * 1024 * 1024 });
  expect(endings).toMatchObject([{ reason: "THROTTLED" }]);
  hear({ cmd: "pingreq" });
  expect(endings).toHaveLength(1);
});

test("a packet larger than the client takes is not sent", () => {
  const { connection, tick, sent } = connected({ packet: { properties: { maximumPacketSize: 600 } } });
  connection.deliver(message("a", { payload: Buffer.alloc(700) }), { qos: 1, retain: false });
  connection.deliver(message("b"), { qos: 1, retain: false });
  tick();
  expect(sent.flatMap((packet) => (packet.cmd === "publish" ? [packet.topic] : []))).toEqual(["b"]);
});

test("a message that expired while it waited is not sent", () => {
  const { connection, clock, hear, tick, sent } = connected({ packet: { properties: { receiveMaximum: 1 } } });
  connection.deliver(message("a"), { qos: 1, retain: false });
  connection.deliver(message("old", { expiresAt: clock.now() + 5000 }), { qos: 1, retain: false });
  connection.deliver(message("new", { expiresAt: clock.now() + 9500 }), { qos: 1, retain: false });
  clock.advance(6000);
  hear({ cmd: "puback", messageId: 1 });
  tick();

  expect(sent.at(-1)).toMatchObject({ topic: "new", properties: { messageExpiryInterval: 3 } });
  expect(sent).toHaveLength(3);
});

test("more than a hundred unanswered messages exceed the receive maximum", () => {
  const never = new Promise<{ code: number }>(() => {});
  const { hear, sent, endings } = connected({ behind: { publish: () => never } });
  for (let messageId = 1; messageId <= 101; messageId += 1) {
    hear({ cmd: "publish", topic: "a", payload: "x", qos: 1, dup: false, retain: false, messageId });
  }
  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 147 });
  expect(endings).toMatchObject([{ reason: "CLIENT_ERROR" }]);
});

test("a fault of our own ends the one connection it happened in, and is reported", () => {
  const { hear, failures, endings, sent } = connected({
    behind: {
      subscribe: () => {
        throw new Error("broken");
      },
    },
  });
  hear({ cmd: "subscribe", messageId: 1, subscriptions: [{ topic: "a", qos: 0 }] });

  expect(failures).toMatchObject([{ message: "broken" }]);
  expect(endings).toMatchObject([{ reason: "SERVER_ERROR" }]);
  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 128 });
});

test("a client that wants no reasons is told none", () => {
  const refuse = { code: 135, says: "because" };
  const connackOf = (requestProblemInformation: boolean) =>
    connected({
      packet: { properties: { requestProblemInformation } },
      behind: { connect: () => ({ accepted: false, verdict: refuse }) },
    }).sent[0];

  expect(connackOf(true)).toMatchObject({ reasonCode: 135, properties: { reasonString: "because" } });
  expect(connackOf(false)).not.toHaveProperty("properties");
});

test("a DISCONNECT that has nothing to say has no reason string", () => {
  const { connection, sent } = connected();
  connection.end("DUPLICATE_CLIENTID", { code: 142 });
  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 142 });
  expect(sent.at(-1)).not.toHaveProperty("properties");
});

test("DISCONNECT must not give a session an expiry that CONNECT did not", () => {
  const { hear, sent } = connected();
  hear({ cmd: "disconnect", reasonCode: 0, properties: { sessionExpiryInterval: 10 } });
  expect(sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 130 });
});

const aliased = (topicAlias: number) =>
  ({
    cmd: "publish",
    topic: "",
    payload: "x",
    qos: 0,
    dup: false,
    retain: false,
    properties: { topicAlias },
  }) as const;

test("an alias beyond the eighth, or one that stands for nothing, ends the connection", () => {
  const far = connected();
  far.hear(aliased(9));
  expect(far.sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 148 });
  const unknown = connected();
  unknown.hear(aliased(1));
  expect(unknown.sent.at(-1)).toMatchObject({ cmd: "disconnect", reasonCode: 130 });
});
