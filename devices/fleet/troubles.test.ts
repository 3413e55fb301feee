import { expect, test } from "vitest";

import { adviser, troubleIn } from "./troubles.ts";

const refused = (thing: string) => ({ event: "refused", thing, gate: "connack", reason: "CONNACK 135" }) as const;

test("a device that is named refused is no trouble when it is refused, and is one when it is let in", () => {
  expect(troubleIn(refused("device_refused_kyoto_001"))).toBeUndefined();
  expect(troubleIn({ event: "connected", thing: "device_refused_kyoto_001" })?.tip).toContain("device_refused_*");
});

test("two thousand devices that are refused alike are one trouble, once the fleet has begun", () => {
  const advise = adviser();
  expect(advise.on(refused("device_kyoto_001"))).toBeUndefined();
  advise.begin();
  const troubles = Array.from({ length: 2_000 }, (_, index) => advise.on(refused(`device_kyoto_${index}`)));
  expect(troubles.filter((trouble) => trouble !== undefined)).toEqual([
    {
      event: "trouble",
      message: "device_kyoto_0 was refused at connack: CONNACK 135.",
      tip: "Allow iot:Connect on client/device_* in the policies of the role that the devices act as.",
    },
  ]);
});
