import * as fc from "fast-check";
import { expect, test } from "vitest";

import { afterFailure, type Failures, isLockedOut, stillCounting } from "./lockout.ts";

const minute = 60_000;

function afterFailures(count: number, now: number): Failures | undefined {
  let failures: Failures | undefined;
  for (let failed = 0; failed < count; failed++) failures = afterFailure(failures, now);
  return failures;
}

test("four failures are free, the fifth locks out for a second, each further one for twice as long", () => {
  const locks = [1, 2, 3, 4, 5, 6, 7, 8].map((count) => (afterFailures(count, 1000)?.lockedUntil ?? 0) - 1000);

  expect(locks).toEqual([0, 0, 0, 0, 1000, 2000, 4000, 8000]);
});

test("no lock is longer than a quarter of an hour, however often one fails", () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 2000 }), (count) => {
      const failures = afterFailures(count, 0);
      expect(failures?.lockedUntil).toBeGreaterThan(0);
      expect(failures?.lockedUntil).toBeLessThanOrEqual(15 * minute);
      expect(isLockedOut(failures, 0)).toBe(true);
      expect(isLockedOut(failures, 15 * minute)).toBe(false);
    }),
  );
});

test("a quarter of an hour without any attempt forgets all failures", () => {
  const failures = afterFailures(9, 0);

  expect(stillCounting(failures, 15 * minute - 1)).toBe(failures);
  expect(stillCounting(failures, 15 * minute)).toBeUndefined();
  expect(afterFailure(failures, 15 * minute).count).toBe(1);
});
