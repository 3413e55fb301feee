import { afterEach, expect, test, vi } from "vitest";

import { systemClock } from "#domain/clock.ts";
import type { Clock } from "#local/account/clock.ts";

import { openConsole } from "./console.ts";
import { openWorld } from "./world.ts";

/** AWS's own clock: right, whatever this machine's says. */
const right: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, act) => systemClock.after(ms, act),
};
const minutes = (count: number) => count * 60_000;

/** This machine's clock is so far ahead from now on, for every package that looks at it. */
function setClockAhead(ms: number) {
  vi.useFakeTimers({ toFake: ["Date"], now: right.now() + ms, shouldAdvanceTime: true });
}
afterEach(() => void vi.useRealTimers());

test.each([
  ["four minutes ahead", minutes(4)],
  ["ten minutes ahead", minutes(10)],
  ["ten minutes behind", -minutes(10)],
  ["a day ahead", minutes(1440)],
  ["a day behind", -minutes(1440)],
])("a tablet whose clock is %s connects all the same, lists the fleet, and knows it", async (_, skew) => {
  await using world = await openWorld({ clock: right });
  setClockAhead(skew);
  await using opened = await openConsole(world, "hanako");
  await opened.until("connected");
  expect(Math.abs(opened.access.clockOffset() - skew)).toBeLessThan(5000);
  expect(await opened.access.registry.listThings({})).toMatchObject({ source: "index" });
});

test("a clock that is put wrong while signed in costs one attempt, which says so", async () => {
  await using world = await openWorld({ clock: right });
  await using opened = await openConsole(world, "hanako");
  await opened.until("connected");
  await using elsewhere = await openConsole(world, "hanako");
  await elsewhere.until("connected");
  await opened.until("stopped");

  setClockAhead(minutes(20));
  const waits: string[] = [];
  opened.access.connection.onState((state) => state.kind === "waiting" && waits.push(state.trouble.code));
  opened.access.connection.connectNow();
  await opened.until("connected");
  expect(waits).toContain("clock-wrong");
  expect(Math.round(opened.access.clockOffset() / 60_000)).toBe(20);
});
