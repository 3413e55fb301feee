import { Decoder } from "aws-crt/dist.browser/browser/mqtt_internal/decoder";
import { afterEach, expect, test } from "vitest";

import { decodesWithoutHarm, giveEachPacketItsOwnBytes } from "./own-bytes.ts";

const prototype: object = Decoder.prototype;
const stock = Object.getOwnPropertyDescriptors(prototype);
afterEach(() => {
  for (const name of Reflect.ownKeys(prototype)) Reflect.deleteProperty(prototype, name);
  Object.defineProperties(prototype, stock);
});

test("the stock decoder does harm, the patched one does not, and patching it again changes nothing", () => {
  expect(decodesWithoutHarm()).toBe(false);
  giveEachPacketItsOwnBytes();
  const patched = Reflect.get(prototype, "_decodePacket");
  giveEachPacketItsOwnBytes();
  expect(decodesWithoutHarm()).toBe(true);
  expect(Reflect.get(prototype, "_decodePacket")).toBe(patched);
});

test("a decoder without the patch point is refused", () => {
  Reflect.deleteProperty(prototype, "_decodePacket");
  expect(giveEachPacketItsOwnBytes).toThrow("_decodePacket");
});

test("a decoder that reads from somewhere else, so that the patch does not hold, is refused", () => {
  const decodePacket: unknown = Reflect.get(prototype, "_decodePacket");
  Reflect.set(prototype, "_decodePacket", function elsewhere(this: Elsewhere): unknown {
    this.scratchView = new DataView(this.scratchBuffer, 0, this.remainingLength);
    return typeof decodePacket === "function" ? Reflect.apply(decodePacket, this, []) : undefined;
  });
  expect(giveEachPacketItsOwnBytes).toThrow("mixes the payloads");
});

interface Elsewhere {
  readonly scratchBuffer: ArrayBuffer;
  readonly remainingLength: number;
  scratchView: DataView;
}
