import * as fc from "fast-check";
import { expect, test } from "vitest";

import { pack, unpack } from "./link-protocol.ts";

test("what is packed for the way to the page comes out as it was, each payload apart", () => {
  const message = fc.record({ topic: fc.string(), payload: fc.uint8Array({ maxLength: 50 }) });
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      const unpacked = unpack(structuredClone(pack(messages)));
      expect(unpacked.map(({ topic, payload }) => [topic, [...payload]])).toEqual(
        messages.map(({ topic, payload }) => [topic, [...payload]]),
      );
    }),
  );
});
