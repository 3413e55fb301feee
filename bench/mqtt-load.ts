import { once } from "node:events";

import { generate, type Packet } from "mqtt-packet";
import { WebSocket } from "ws";

/** A client that costs as little as it can: it looks at nothing but what a bench counts. */
export interface LoadClient extends Disposable {
  subscribe(filter: string): Promise<void>;
  /** At QoS 1; the payload begins with the time. Resolves when the broker acknowledged. */
  publish(topic: string): Promise<void>;
  /** Called with the milliseconds that each message took. */
  hear(listener: (latencyMs: number) => void): void;
}

const protocolVersion = 4;
const write = (packet: Packet) => generate(packet, { protocolVersion });

export async function loadClient(url: string, clientId: string): Promise<LoadClient> {
  const socket = new WebSocket(url, ["mqtt"], { perMessageDeflate: false });
  await once(socket, "open");
  const waiting = new Map<number, () => void>();
  let listener: ((latencyMs: number) => void) | undefined;
  let lastId = 0;
  let welcomed: (() => void) | undefined;
  const welcome = new Promise<void>((resolve) => {
    welcomed = resolve;
  });
  const answered = (send: (messageId: number) => Packet) => {
    const messageId = (lastId = (lastId % 65_535) + 1);
    socket.send(write(send(messageId)));
    return new Promise<void>((resolve) => waiting.set(messageId, resolve));
  };
  const settle = (messageId: number) => {
    waiting.get(messageId)?.();
    waiting.delete(messageId);
  };

  socket.on("message", (frame) => {
    if (!Buffer.isBuffer(frame)) return;
    const acknowledgements: Buffer[] = [];
    for (const { type, body } of packetsIn(frame)) {
      if (type === connack) welcomed?.();
      else if (type === puback || type === suback) settle(body.readUInt16BE(0));
      else if (type === publish) {
        const afterTopic = 2 + body.readUInt16BE(0);
        acknowledgements.push(Buffer.from([0x40, 2]), body.subarray(afterTopic, afterTopic + 2));
        listener?.(performance.timeOrigin + performance.now() - body.readDoubleBE(afterTopic + 2));
      }
    }
    if (acknowledgements.length > 0) socket.send(Buffer.concat(acknowledgements));
  });
  socket.send(write({ cmd: "connect", protocolVersion, clientId, clean: true, keepalive: 1200 }));
  await welcome;

  return {
    subscribe: (topic) =>
      answered((messageId) => ({ cmd: "subscribe", messageId, subscriptions: [{ topic, qos: 1 }] })),
    publish: (topic) => {
      const payload = Buffer.alloc(120);
      payload.writeDoubleBE(performance.timeOrigin + performance.now());
      return answered((messageId) => ({
        cmd: "publish",
        topic,
        payload,
        qos: 1,
        dup: false,
        retain: false,
        messageId,
      }));
    },
    hear: (heard) => {
      listener = heard;
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}

const connack = 2;
const publish = 3;
const puback = 4;
const suback = 9;

/** The packets of a frame of the embedded AWS, which never cuts one in two. */
function* packetsIn(frame: Buffer) {
  for (let at = 0; at < frame.length;) {
    let length = 0;
    let shift = 0;
    let next = at + 1;
    for (let byte = 0x80; byte >= 0x80; shift += 7) {
      byte = frame.readUInt8(next);
      next += 1;
      length |= (byte & 0x7f) << shift;
    }
    yield { type: frame.readUInt8(at) >> 4, body: frame.subarray(next, next + length) };
    at = next + length;
  }
}
