import { malformed, ProtocolViolation, reasonCodes } from "./reason-codes.ts";

/**
 * Cuts a stream of bytes into whole MQTT packets, wherever the chunks end.
 * "A single WebSocket data frame can contain multiple or partial MQTT Control Packets" (MQTT 5.0 §6, MQTT-6.0.0-2).
 * The returned function throws a ProtocolViolation at a length that is malformed or beyond `largest` bytes, before it keeps them.
 */
export function packetSplitter(largest: number, take: (packet: Buffer) => void): (chunk: Buffer) => void {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let needed = 0;

  return (chunk) => {
    if (keptBytes > 0) {
      kept.push(chunk);
      keptBytes += chunk.length;
      // Joined only when the packet can be whole, so that a peer sending single bytes does not cost their square.
      if (keptBytes < needed) return;
      chunk = Buffer.concat(kept, keptBytes);
      kept = [];
      keptBytes = 0;
    }
    let at = 0;
    for (;;) {
      const end = endOfPacket(chunk, at, largest);
      if (end === undefined || end > chunk.length) {
        needed = end === undefined ? 0 : end - at;
        break;
      }
      take(at === 0 && end === chunk.length ? chunk : chunk.subarray(at, end));
      at = end;
    }
    if (at === chunk.length) return;
    kept.push(at === 0 ? chunk : Buffer.from(chunk.subarray(at)));
    keptBytes = chunk.length - at;
  };
}

/** Where the packet that begins at `at` ends; undefined while its length has not arrived (MQTT 5.0 §2.1.4). */
function endOfPacket(bytes: Buffer, at: number, largest: number): number | undefined {
  let length = 0;
  for (let index = 1; index <= 4; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    length += (byte & 0x7f) * 128 ** (index - 1);
    if (byte < 0x80) {
      const whole = 1 + index + length;
      if (whole > largest)
        throw new ProtocolViolation(
          reasonCodes.packetTooLarge,
          `A packet of ${whole} bytes is larger than ${largest}.`,
        );
      return at + whole;
    }
  }
  throw malformed("The remaining length has more than four bytes.");
}
