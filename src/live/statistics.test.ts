import { expect, test } from "vitest";

import { manualClock } from "#testing/manualClock.ts";

import { openStatistics } from "./statistics.ts";

test("each second is counted for itself, and silence leaves no timer behind", () => {
  const clock = manualClock();
  const counter = openStatistics(clock);
  counter.count(30, 2);
  clock.advance(500);
  counter.count(10, 0);
  clock.advance(500);
  expect(counter.told.getState()).toMatchObject({ perSecond: 40, notUnderstood: 2, atLimit: false });
  clock.advance(1000);
  expect(counter.told.getState()).toMatchObject({ perSecond: 0, seconds: [40, 0] });
  expect(clock.due).toEqual([]);
});

test("at AWS's hundred a second the feed may be a sample; far above it nobody limits it", () => {
  const clock = manualClock();
  const counter = openStatistics(clock);
  const atLimit = (messages: number) => {
    counter.count(messages, 0);
    clock.advance(1000);
    return counter.told.getState().atLimit;
  };
  expect([94, 100, 1000].map(atLimit)).toEqual([false, true, false]);
});

test("a minute is kept", () => {
  const clock = manualClock();
  const counter = openStatistics(clock);
  for (let second = 1; second <= 70; second += 1) {
    counter.count(second, 0);
    clock.advance(1000);
  }
  expect(counter.told.getState().seconds).toHaveLength(60);
  expect(counter.told.getState().seconds.at(-1)).toBe(70);
});
