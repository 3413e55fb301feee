import { expect, test } from "vitest";

import { thingName } from "#domain/thing.ts";
import { Trouble, type TroubleCode } from "#domain/trouble.ts";

import { openRegistry } from "./registry.ts";

/** Every action fails with its own trouble. */
function registryThatFails(troubles: Readonly<Record<string, TroubleCode>>) {
  const asked: string[] = [];
  const control = {
    ask: async (action: string) => {
      asked.push(action);
      throw new Trouble(troubles[action] ?? "not-connected");
    },
    [Symbol.dispose]: () => {},
  };
  return { asked, registry: openRegistry({ control, thingNamePrefix: "device_", now: () => 0 }) };
}

test.each(["unexpected", "throttled", "unreachable", "signature-refused", "credentials-expired"] as const)(
  "an index that fails (%s) is not taken for one that is not there",
  async (code) => {
    const { registry, asked } = registryThatFails({ "iot:SearchIndex": code });
    await expect(registry.listThings({})).rejects.toMatchObject({ code });
    expect(asked).toEqual(["iot:SearchIndex"]);
  },
);

test.each(["index-not-ready", "not-authorized"] as const)(
  "without an index (%s) the registry is asked",
  async (code) => {
    const { registry, asked } = registryThatFails({ "iot:SearchIndex": code });
    await expect(registry.listThings({})).rejects.toMatchObject({ code: "not-connected" });
    expect(asked).toEqual(["iot:SearchIndex", "iot:ListThings"]);
  },
);

test("a connection that could not be asked for is not said to be unheard of", async () => {
  const { registry } = registryThatFails({
    "iot:DescribeThing": "throttled",
    "iot:GetThingConnectivityData": "throttled",
  });
  await expect(registry.describeThing(thingName("device_1"))).rejects.toMatchObject({ code: "throttled" });
});
