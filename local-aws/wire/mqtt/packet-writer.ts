import { generate, type IConnackPacket, writeToStream } from "mqtt-packet";

import type { ProtocolVersion } from "./packets.ts";

// The library would keep a buffer for each of 65,536 numbers.
writeToStream.cacheNumbers = false;

export type ConnackProperties = NonNullable<IConnackPacket["properties"]>;

/** Before MQTT 5 there were six return codes; 2 is "identifier rejected". */
export function connack(version: ProtocolVersion, code: number, properties: ConnackProperties = {}): Buffer {
  const packet = { cmd: "connack", sessionPresent: false, returnCode: code, reasonCode: code } as const;
  return generate(version === 5 ? { ...packet, properties } : packet, { protocolVersion: version });
}

export function puback(version: ProtocolVersion, messageId: number, reasonCode: number, says?: string): Buffer {
  if (version !== 5 || reasonCode === 0) {
    const bytes = Buffer.from([0x40, 2, 0, 0]);
    bytes.writeUInt16BE(messageId, 2);
    return bytes;
  }
  return generate({ cmd: "puback", messageId, reasonCode, ...reason(says) }, { protocolVersion: 5 });
}

/** Before MQTT 5, 128 stands for every refusal. */
export function suback(version: ProtocolVersion, messageId: number, codes: readonly number[], says?: string): Buffer {
  const granted = version === 5 ? [...codes] : codes.map((code) => Math.min(code, 128));
  return generate(
    { cmd: "suback", messageId, granted, ...(version === 5 && reason(says)) },
    { protocolVersion: version },
  );
}

export function unsuback(version: ProtocolVersion, messageId: number, codes: readonly number[]): Buffer {
  return generate({ cmd: "unsuback", messageId, granted: [...codes] }, { protocolVersion: version });
}

/** A server's DISCONNECT, which MQTT 5 introduced. */
export function disconnect(reasonCode: number, says?: string): Buffer {
  return generate({ cmd: "disconnect", reasonCode, ...reason(says) }, { protocolVersion: 5 });
}

export const pingresp = Buffer.from([0xd0, 0]);

function reason(says: string | undefined) {
  return says === undefined || says === "" ? {} : { properties: { reasonString: says } };
}
