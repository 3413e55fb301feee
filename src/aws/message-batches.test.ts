import { expect, test } from "vitest";

import { manualClock } from "#testing/manualClock.ts";

import { openMessageBatches } from "./message-batches.ts";

const message = { topic: "t", payload: new Uint8Array() };

function openWorld() {
  const clock = manualClock();
  const sent: { readonly at: number; readonly count: number }[] = [];
  const start = clock.now();
  const batches = openMessageBatches(clock, (messages) => {
    sent.push({ at: clock.now() - start, count: messages.length });
  });
  return { clock, batches, sent };
}

test("a message that comes alone goes on at the end of its task", () => {
  const { clock, batches, sent } = openWorld();
  batches.add(message);
  batches.add(message);
  clock.advance(0);
  expect(sent).toEqual([{ at: 0, count: 2 }]);
});

test("under load there is one batch in eight milliseconds, and nothing is left behind", () => {
  const { clock, batches, sent } = openWorld();
  for (let at = 0; at < 20; at += 1) {
    batches.add(message);
    clock.advance(1);
  }
  clock.advance(8);
  expect(sent.map(({ at }) => at)).toEqual([0, 8, 16, 24]);
  expect(sent.reduce((sum, { count }) => sum + count, 0)).toBe(20);
});
