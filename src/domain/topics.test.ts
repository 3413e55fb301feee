import * as fc from "fast-check";
import { expect, test } from "vitest";

import { thingName } from "./thing.ts";
import { readTopic, shadowFilters } from "./topics.ts";

test("every shadow topic that is subscribed is understood, and eight fit into one SUBSCRIBE", () => {
  const filters = shadowFilters(thingName("device_1"));
  expect(filters.length).toBeLessThanOrEqual(8);
  for (const filter of filters) expect(readTopic(filter)).toMatchObject({ kind: "shadow", thingName: "device_1" });
});

test("a presence topic names its client, slashes and all", () => {
  expect(readTopic("$aws/events/presence/connected/a/b")).toEqual({ kind: "presence", clientId: "a/b" });
});

test("no other topic is taken for one of ours", () => {
  const hostile = [
    ["$aws/things/+/shadow/get/accepted", "$aws/things//shadow/get/accepted", "$aws/things/a b/shadow/get/accepted"],
    ["x$aws/things/a/shadow/get/accepted", "$aws/things/a/shadow/name/s/get/accepted", "$aws/things/a/shadow/get"],
    ["$aws/events/presence/connected/", "$aws/events/presence/connect_failed/a"],
  ].flat();
  expect(hostile.filter((topic) => readTopic(topic))).toEqual([]);
  fc.assert(
    fc.property(fc.string(), (topic) => {
      expect(() => readTopic(topic)).not.toThrow();
    }),
  );
});
