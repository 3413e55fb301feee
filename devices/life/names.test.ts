import * as fc from "fast-check";
import { expect, test } from "vitest";

import { deviceNames, habitOf, originOf } from "./names.ts";

test("names are different, start with device_, and are the same for the same seed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), fc.string(), (count, seed) => {
      const names = deviceNames(count, seed);
      expect(new Set(names).size).toBe(count);
      expect(names.every((name) => /^device_[a-z_]+_\d{3}$/.test(name))).toBe(true);
      expect(deviceNames(count, seed)).toEqual(names);
    }),
    { numRuns: 30 },
  );
});

test("a fleet of ten has one of each that misbehaves, and a larger fleet has the same ten", () => {
  const ten = deviceNames(10, "yagura");
  expect(
    ten
      .map(habitOf)
      .toSorted()
      .filter((habit) => habit !== "steady"),
  ).toEqual(["flapping", "refused", "slow", "stubborn"]);
  expect(deviceNames(2_000, "yagura").slice(0, 10)).toEqual(ten);
});

test("in a small fleet nobody misbehaves unless it is named so", () => {
  expect(deviceNames(9, "yagura").map(habitOf)).toEqual(Array.from({ length: 9 }, () => "steady"));
  expect(habitOf("device_stubborn_kyoto_014")).toBe("stubborn");
  expect(habitOf("device_stubbornly_014")).toBe("steady");
});

test("the attributes in the registry name the place that the name names", () => {
  expect(originOf("device_slow_osaka_002", "yagura").site).toBe("osaka");
  expect(originOf("device_1", "yagura").site).toBe("elsewhere");
});
