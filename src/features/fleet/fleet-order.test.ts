import { array, assert, constantFrom, property, shuffledSubarray, uniqueArray } from "fast-check";
import { expect, test } from "vitest";

import { type ThingName, thingName } from "#domain/thing.ts";
import { thing } from "#testing/things.ts";

import { byName, countMoved, inOrder } from "./fleet-order.ts";
import type { FleetRow } from "./fleet-rows.ts";

const all = Array.from({ length: 7 }, (_, index) => thingName(`device_${index}`));

/** Tries every set of rows that may stay. */
function fewestMoves(now: readonly ThingName[], wanted: readonly ThingName[]): number {
  const staying = now.filter((name) => wanted.includes(name));
  let still = 0;
  for (let chosen = 0; chosen < 2 ** staying.length; chosen += 1) {
    const kept = staying.filter((_, index) => (chosen & (1 << index)) !== 0);
    const inWanted = wanted.filter((name) => kept.includes(name));
    if (kept.join(" ") === inWanted.join(" ")) still = Math.max(still, kept.length);
  }
  return now.length + wanted.length - staying.length - still;
}

test("the count of moved rows is the fewest that make one list into the other", () => {
  const lists = shuffledSubarray(all);
  assert(
    property(lists, lists, (now, wanted) => {
      expect(countMoved(now, wanted)).toBe(fewestMoves(now, wanted));
    }),
  );
});

test("one row that goes from the end to the start is one move, however long the list", () => {
  const long = Array.from({ length: 10_000 }, (_, index) => thingName(`device_${index}`));
  const last = long.at(-1);
  expect(last && countMoved(long, [last, ...long.slice(0, -1)])).toBe(1);
});

test("every order keeps the names among equals, and loses nobody", () => {
  const kinds = constantFrom("connected", "disconnected", "unknown", "never-seen", "dropping");
  assert(
    property(uniqueArray(constantFrom(...all)), array(kinds, { minLength: 7, maxLength: 7 }), (names, states) => {
      const rows = byName(names.map((name) => thing(name))).map((one, index): FleetRow => {
        const source = { by: "index", heardAt: 0 } as const;
        const kind = states[index] ?? "unknown";
        const since = 0;
        if (kind === "never-seen") return { thing: one, event: undefined, shadow: undefined, state: { kind } };
        if (kind === "unknown") return { thing: one, event: undefined, shadow: undefined, state: { kind, since } };
        const state = kind === "connected" ? { kind, since, source } : { kind, since, source, reason: undefined };
        return { thing: one, event: undefined, shadow: undefined, state };
      });
      for (const sort of ["presence", "recent", "asked"] as const) {
        const sorted = inOrder(rows, sort);
        expect(new Set(sorted)).toEqual(new Set(rows));
        for (const kind of new Set(states)) {
          const ofKind = (row: FleetRow) => row.state.kind === kind;
          expect(sorted.filter(ofKind)).toEqual(rows.filter(ofKind));
        }
      }
    }),
  );
});
