import { type Mqtt5Client, PacketType } from "aws-crt/dist.browser/browser/mqtt5";
import { buildClientDecodingFunctionSet, Decoder } from "aws-crt/dist.browser/browser/mqtt_internal/decoder";
import { ProtocolMode } from "aws-crt/dist.browser/common/mqtt_shared";

import { isRecord } from "./ask.ts";

/** What the decoder keeps of the packet that it has just read to the end. Private to aws-crt 1.33.1, hence the checks below. */
interface Scratch {
  readonly scratchBuffer: ArrayBuffer;
  readonly remainingLength: number;
  scratchView: DataView;
}

const patchPoint = "_decodePacket";
const patched = Symbol("every packet has its own bytes");

/**
 * Gives every packet that aws-crt decodes bytes of its own. Its browser decoder reads all packets into one scratch buffer and hands out payloads as
 * views of it, so that the next packet overwrites them before anybody has read them (docs/adr/0005). Copied here before the packet is taken apart,
 * nothing that is made of it can ever change.
 * @throws Error when this aws-crt is not the one that the patch was made for, or the patch does not hold: then nobody may connect.
 */
export function giveEachPacketItsOwnBytes(): void {
  const prototype: object = Decoder.prototype;
  if (!Reflect.has(prototype, patched)) {
    const decodePacket: unknown = Reflect.get(prototype, patchPoint);
    if (typeof decodePacket !== "function") throw new Error(`aws-crt's decoder has no ${patchPoint}.`);
    Reflect.set(prototype, patchPoint, function ownBytes(this: Scratch): unknown {
      this.scratchView = new DataView(this.scratchBuffer.slice(0, this.remainingLength));
      return Reflect.apply(decodePacket, this, []);
    });
    Reflect.set(prototype, patched, true);
  }
  if (!decodesWithoutHarm()) throw new Error("aws-crt's decoder mixes the payloads of packets that share a frame.");
}

/** Whether the client decodes with the class that was patched, and not with a copy that a bundler made. */
export function usesPatchedDecoder(client: Mqtt5Client): boolean {
  const decoder = ["internalClient", "protocolState", "decoder"].reduce<unknown>(
    (at, name) => (isRecord(at) ? at[name] : undefined),
    client,
  );
  return decoder instanceof Decoder;
}

/** Two PUBLISH packets in one frame and a third after them, as a broker may send them. Exported for the test that shows what the stock decoder does. */
export function decodesWithoutHarm(): boolean {
  const decoder = new Decoder(buildClientDecodingFunctionSet(ProtocolMode.Mqtt5));
  const [first, second] = decoder.decode(viewOf([...publishOf("first"), ...publishOf("SECOND")]));
  const [third] = decoder.decode(viewOf(publishOf("3")));
  return textOf(first) === "first" && textOf(second) === "SECOND" && textOf(third) === "3";
}

/** MQTT 5 §3.3: fixed header, remaining length, topic `t`, no properties, payload. */
function publishOf(payload: string): readonly number[] {
  const bytes = new TextEncoder().encode(payload);
  return [PacketType.Publish << 4, 4 + bytes.length, 0, 1, 0x74, 0, ...bytes];
}

function viewOf(bytes: readonly number[]): DataView {
  return new DataView(Uint8Array.from(bytes).buffer);
}

function textOf(packet: unknown): string | undefined {
  const payload = isRecord(packet) ? packet["payload"] : undefined;
  return ArrayBuffer.isView(payload) ? new TextDecoder().decode(payload) : undefined;
}
