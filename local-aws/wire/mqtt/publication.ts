import { generate, type IPublishPacket } from "mqtt-packet";

import type { Message, QoS } from "./message.ts";
import type { ProtocolVersion } from "./packets.ts";

/** A message on its way to many subscribers: encoded once for each version and QoS, however many get it. */
export interface Publication {
  readonly message: Message;
  /** Undefined when the message has expired. The pieces are one packet, in their order. */
  encode(version: ProtocolVersion, how: Sending, now: number): readonly Buffer[] | undefined;
}

interface Sending {
  readonly qos: QoS;
  readonly retain: boolean;
  /** Not 0 at QoS 1. */
  readonly packetId: number;
}

export function publication(message: Message): Publication {
  const encoded: (Buffer | undefined)[] = [];
  let encodedFor: number | undefined;
  const topicBytes = Buffer.byteLength(message.topic);

  return {
    message,
    encode: (version, { qos, retain, packetId }, now) => {
      const secondsLeft = message.expiresAt === undefined ? undefined : Math.floor((message.expiresAt - now) / 1000);
      if (secondsLeft !== undefined && secondsLeft < 0) return undefined;
      // The packet tells how many seconds are left, so it is good for as long as that is the same.
      if (secondsLeft !== encodedFor) encoded.length = 0;
      encodedFor = secondsLeft;
      const slot = (version === 5 ? 2 : 0) + qos;
      const packet = (encoded[slot] ??= encodePublish(message, version, qos, secondsLeft));
      if (qos === 0 && !retain) return [packet];
      const idAt = headerLength(packet) + 2 + topicBytes;
      const headEnd = qos === 1 ? idAt + 2 : 1;
      const head = Buffer.from(packet.subarray(0, headEnd));
      head.writeUInt8(0x30 | (qos << 1) | (retain ? 1 : 0), 0);
      if (qos === 1) head.writeUInt16BE(packetId, idAt);
      return [head, packet.subarray(headEnd)];
    },
  };
}

/** The first byte and the remaining length behind it. */
function headerLength(packet: Buffer): number {
  let at = 1;
  while (packet.readUInt8(at) >= 0x80) at += 1;
  return at + 1;
}

function encodePublish(message: Message, version: ProtocolVersion, qos: QoS, secondsLeft: number | undefined): Buffer {
  const { topic, payload, properties } = message;
  const packet: IPublishPacket = {
    cmd: "publish",
    topic,
    payload,
    qos,
    dup: false,
    retain: false,
    ...(qos === 1 && { messageId: 1 }),
  };
  if (version !== 5) return generate(packet, { protocolVersion: version });
  const { userProperties, ...rest } = properties;
  const sent: NonNullable<IPublishPacket["properties"]> = {
    ...rest,
    ...(secondsLeft !== undefined && { messageExpiryInterval: secondsLeft }),
    ...(userProperties && { userProperties: mutable(userProperties) }),
  };
  return generate({ ...packet, properties: sent }, { protocolVersion: 5 });
}

function mutable(properties: NonNullable<Message["properties"]["userProperties"]>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}
