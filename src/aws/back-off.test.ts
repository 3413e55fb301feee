import * as fc from "fast-check";
import { expect, test } from "vitest";

import { fullJitter } from "./back-off.ts";
import { waits } from "./mqtt-connection.ts";

test("waits lie between one second and a bound that grows fivefold, up to 25 seconds", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const ms = fullJitter({ failures, ...waits }, () => random);
      expect(ms).toBeGreaterThanOrEqual(1000);
      expect(ms).toBeLessThanOrEqual(Math.min(25_000, 1000 * 5 ** failures));
    }),
  );
});

test("of the clients of a broker that stays away, never more than a tenth come in the same second after the first five", () => {
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const attempts = Array.from({ length: 20_000 }, () => {
    let at = 0;
    return Array.from(
      { length: 12 },
      (_none, failures) => (at += fullJitter({ failures: failures + 1, ...waits }, random)),
    );
  }).flat();
  const perSecond = new Map<number, number>();
  for (const at of attempts.filter((ms) => ms >= 5000)) {
    const second = Math.floor(at / 1000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  expect(Math.max(...perSecond.values()) / 20_000).toBeLessThanOrEqual(0.1);
});
