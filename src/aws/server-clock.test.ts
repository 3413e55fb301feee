import * as fc from "fast-check";
import { expect, test } from "vitest";

import { manualClock } from "#testing/manualClock.ts";

import { openServerClock } from "./server-clock.ts";

/** Our clock is `skew` ahead; an answer takes `ms` and carries AWS's time of its middle, in seconds. */
function ask(skew: number, ms = 100) {
  const clock = manualClock();
  const serverClock = openServerClock(clock);
  const sentAt = clock.now();
  clock.advance(ms);
  serverClock.hearDate(new Date(sentAt - skew + ms / 2).toUTCString(), sentAt);
  return { clock, serverClock };
}

test("any skew is measured well enough for a signature, and one that is no skew is none", () => {
  fc.assert(
    fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), fc.integer({ min: 0, max: 4000 }), (skew, ms) => {
      const { clock, serverClock } = ask(skew, ms);
      expect(Math.abs(serverClock.now() - (clock.now() - skew))).toBeLessThan(6000);
    }),
  );
  expect(ask(900).serverClock.offset()).toBe(0);
});

test("a clock that was put right is known to be right", () => {
  const { clock, serverClock } = ask(600_000);
  expect(Math.round(serverClock.offset() / 1000)).toBe(600);
  serverClock.hearDate(new Date(clock.now()).toUTCString(), clock.now());
  expect(serverClock.offset()).toBe(0);
});

test("an answer is believed rather than a guess, and nonsense not at all", () => {
  const clock = manualClock();
  const serverClock = openServerClock(clock);
  serverClock.guess(-300_000);
  expect(serverClock.offset()).toBe(-300_000);
  serverClock.hearDate("yesterday", clock.now());
  serverClock.hearDate(null, clock.now());
  expect(serverClock.offset()).toBe(-300_000);
  serverClock.hearDate(new Date(clock.now()).toUTCString(), clock.now());
  serverClock.guess(-300_000);
  expect(serverClock.offset()).toBe(0);
});
