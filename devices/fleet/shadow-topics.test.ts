import * as fc from "fast-check";
import { expect, test } from "vitest";

import { shadowTopics } from "./shadow-topics.ts";

const topics = shadowTopics("device_kyoto_001");
const bytes = (document: unknown) => new TextEncoder().encode(JSON.stringify(document));

test("the delta of a message and the delta inside a whole shadow mean the same to a device", () => {
  const delta = { power: "OFF" };
  const expected = { kind: "delta", delta, version: 7 };
  const [onDelta = "", onGot = ""] = topics.heard;
  expect(topics.read(onDelta, bytes({ state: delta, version: 7, timestamp: 1 }))).toEqual(expected);
  expect(topics.read(onGot, bytes({ state: { desired: delta, delta }, version: 7 }))).toEqual(expected);
  expect(topics.read(onGot, bytes({ state: { reported: {} }, version: 7 }))).toEqual({ ...expected, delta: undefined });
});

test("bytes that are no shadow document mean nothing, whatever they are", () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom(...topics.heard, "another/topic"), (payload, topic) => {
      const meaning = topics.read(topic, payload);
      expect(meaning === undefined || meaning.kind === "rejected").toBe(true);
    }),
  );
  expect(
    topics.read("$aws/things/device_kyoto_001/shadow/update/delta", bytes({ state: {}, version: "7" })),
  ).toBeUndefined();
});
