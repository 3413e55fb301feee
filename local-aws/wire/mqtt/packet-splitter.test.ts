import * as fc from "fast-check";
import { expect, test } from "vitest";

import { packetSplitter } from "./packet-splitter.ts";

/** A packet of any type with a body of this many bytes. */
const packet = fc
  .tuple(fc.nat({ max: 15 }), fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 20_000 })))
  .map(([type, size]) => {
    const length: number[] = [];
    for (let rest = size; ; rest = Math.floor(rest / 128)) {
      length.push(rest < 128 ? rest : (rest % 128) | 0x80);
      if (rest < 128) break;
    }
    return Buffer.concat([Buffer.from([type << 4, ...length]), Buffer.alloc(size, type)]);
  });

function split(chunks: readonly Buffer[]): readonly string[] {
  const packets: string[] = [];
  const push = packetSplitter(1_000_000, (bytes) => packets.push(bytes.toString("hex")));
  for (const chunk of chunks) push(chunk);
  return packets;
}

test("packets come out whole, wherever the chunks end", () => {
  const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(packet, { maxLength: 6 }), cuts, (packets, places) => {
      const stream = Buffer.concat(packets);
      const ends = [...places.map((place) => Math.floor(place * stream.length)), stream.length].toSorted(
        (a, b) => a - b,
      );
      const chunks = ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));

      expect(split(chunks)).toEqual(packets.map((bytes) => bytes.toString("hex")));
    }),
    { numRuns: 500 },
  );
});

test("packets come out whole when every byte comes alone", () => {
  const packets = [
    Buffer.from("c000", "hex"),
    Buffer.from("d000", "hex"),
    Buffer.concat([Buffer.from("308002", "hex"), Buffer.alloc(256)]),
  ];
  const bytes = Array.from(Buffer.concat(packets), (byte) => Buffer.from([byte]));
  expect(split(bytes)).toEqual(packets.map((one) => one.toString("hex")));
});

const push = (hex: string) => packetSplitter(1000, () => {})(Buffer.from(hex, "hex"));

test("a packet that says it is too large is refused before its bytes are kept", () => {
  expect(() => push("30e507")).not.toThrow();
  expect(() => push("30e607")).toThrow("A packet of 1001 bytes is larger than 1000.");
  expect(() => push("30ffffff7f")).toThrow(/larger than 1000/);
});

test("a length of five bytes is malformed", () => {
  expect(() => packetSplitter(1000, () => {})(Buffer.from("30ffffffff01", "hex"))).toThrow(/more than four bytes/);
});
