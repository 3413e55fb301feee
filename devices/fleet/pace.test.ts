import { expect, test } from "vitest";

import { testClock } from "#devices/wire/testing.ts";

import { openPace } from "./pace.ts";

/** Lets every promise that can settle do so. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("at most so many go through in a second, in the order in which they came", async () => {
  const clock = testClock();
  using pace = openPace(100, clock);
  const gone: number[] = [];
  for (let caller = 0; caller < 500; caller++) void pace.turn().then(() => gone.push(caller));
  clock.advance(1_000);
  await settle();
  expect(gone.length).toBeGreaterThanOrEqual(100);
  expect(gone.length).toBeLessThanOrEqual(112);
  clock.advance(4_000);
  await settle();
  expect(gone).toEqual(Array.from({ length: 500 }, (_, index) => index));
});

test("a pause is not saved up for a burst", async () => {
  const clock = testClock();
  using pace = openPace(10, clock);
  await pace.turn();
  clock.advance(60_000);
  let gone = 0;
  for (let caller = 0; caller < 50; caller++) void pace.turn().then(() => gone++);
  await settle();
  expect(gone).toBeLessThanOrEqual(2);
});

test("whoever still waits when it closes is let go", async () => {
  const pace = openPace(1, testClock());
  const turns = Promise.all([pace.turn(), pace.turn(), pace.turn()]);
  pace[Symbol.dispose]();
  await expect(turns).resolves.toHaveLength(3);
});
