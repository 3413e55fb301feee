import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { JsonObject } from "#domain/json.ts";
import { connected } from "#testing/lifecycleEvents.ts";

import { readMessage } from "./inbox.ts";

const utf8 = new TextEncoder();
const message = (topic: string, document: JsonObject) => ({ topic, payload: utf8.encode(JSON.stringify(document)) });

test("an event is heard from its own topic", () => {
  const news = readMessage(message("$aws/events/presence/connected/device_1", connected()), 5);
  expect(news).toMatchObject({ kind: "presence", presence: { clientId: "device_1", status: "connected", heardAt: 5 } });
});

test("a document that speaks of another client than its topic is not believed", () => {
  const forged = message("$aws/events/presence/connected/device_2", connected({ clientId: "device_1" }));
  expect(readMessage(forged, 0)).toBeUndefined();
});

test("whatever bytes arrive on whatever topic, nothing is thrown and no prototype changes", () => {
  const topics = fc.oneof(
    fc.string(),
    fc.constantFrom("$aws/events/presence/connected/device_1", "$aws/things/device_1/shadow/update/documents"),
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => utf8.encode(text)),
    fc.constantFrom('{"__proto__":{"clientId":"device_1"}}', "[".repeat(10_000)).map((text) => utf8.encode(text)),
  );
  fc.assert(
    fc.property(topics, bytes, (topic, payload) => {
      expect(() => readMessage({ topic, payload }, 0)).not.toThrow();
      expect(Object.hasOwn(Object.prototype, "clientId")).toBe(false);
    }),
  );
});
