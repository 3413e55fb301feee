import { array, assert, constantFrom, integer, property, tuple } from "fast-check";
import { expect, test } from "vitest";

import type { Presence } from "#domain/presence.ts";

import { type PresenceHistory, stretchesOf } from "./presence-history.ts";

const event = (heardAt: number, status: Presence["status"]): Presence => ({
  clientId: "device_1",
  status,
  at: heardAt,
  heardAt,
  versionNumber: heardAt,
  sessionIdentifier: "",
  disconnectReason: undefined,
  clientInitiated: undefined,
  ipAddress: undefined,
  principalIdentifier: undefined,
});

function history(
  events: readonly Presence[],
  feeds: readonly { readonly at: number; readonly live: boolean }[],
): PresenceHistory {
  return { openedAt: 0, eventsOf: () => events, feeds: () => feeds, [Symbol.dispose]: () => {} };
}

test("before the first event we heard nothing of it, while we did not listen we knew nothing", () => {
  const past = history(
    [event(30, "connected"), event(50, "disconnected")],
    [
      { at: 0, live: false },
      { at: 10, live: true },
      { at: 70, live: false },
      { at: 80, live: true },
    ],
  );
  expect(stretchesOf(past, "device_1", 100)).toEqual([
    { kind: "deaf", from: 0, to: 10 },
    { kind: "silent", from: 10, to: 30 },
    { kind: "connected", from: 30, to: 50 },
    { kind: "disconnected", from: 50, to: 70 },
    { kind: "deaf", from: 70, to: 80 },
    { kind: "silent", from: 80, to: 100 },
  ]);
});

test("a disconnect says that it was connected before", () => {
  const past = history([event(40, "disconnected")], [{ at: 0, live: true }]);
  expect(stretchesOf(past, "device_1", 60)).toEqual([
    { kind: "connected", from: 0, to: 40 },
    { kind: "disconnected", from: 40, to: 60 },
  ]);
});

test("whatever happened, the stretches fill the time without gap or overlap", () => {
  const times = integer({ min: 0, max: 1000 });
  const events = array(tuple(times, constantFrom("connected", "disconnected")));
  const feeds = array(tuple(times, constantFrom(true, false)));
  assert(
    property(events, feeds, (heard, lives) => {
      const past = history(
        heard.map(([at, status]) => event(at, status)),
        lives.map(([at, live]) => ({ at, live })),
      );
      let at = 0;
      for (const { from, to } of stretchesOf(past, "device_1", 1001)) {
        expect(from).toBe(at);
        expect(to).toBeGreaterThan(from);
        at = to;
      }
      expect(at).toBe(1001);
    }),
  );
});
