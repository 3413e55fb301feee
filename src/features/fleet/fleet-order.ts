import type { PresenceState } from "#domain/presence.ts";
import type { Thing, ThingName } from "#domain/thing.ts";

import type { FleetRow } from "./fleet-rows.ts";
import type { FleetSort } from "./fleet-view.ts";

const names = new Intl.Collator("en", { numeric: true });

/** device_2 before device_10. Done once per list: every other order keeps it among equals. */
export function byName(things: readonly Thing[]): readonly Thing[] {
  return things.toSorted((a, b) => names.compare(a.thingName, b.thingName));
}

const urgency: Readonly<Record<PresenceState["kind"], number>> = {
  dropping: 0,
  disconnected: 1,
  unknown: 2,
  "never-seen": 3,
  connected: 4,
};

/** Smaller comes first. */
const keys: Readonly<Record<Exclude<FleetSort, "name">, (row: FleetRow) => number>> = {
  presence: ({ state }) => urgency[state.kind],
  recent: ({ state }) => -((state.kind === "never-seen" ? undefined : state.since) ?? -Infinity),
  asked: ({ shadow }) => -(shadow?.pending ?? 0),
};

/** Rows, which come by name, in the order of `sort`. */
export function inOrder(rows: readonly FleetRow[], sort: FleetSort): readonly FleetRow[] {
  if (sort === "name") return rows;
  const key = keys[sort];
  return rows
    .map((row) => ({ row, key: key(row) }))
    .toSorted((a, b) => a.key - b.key || 0)
    .map(({ row }) => row);
}

/** How many names have to be moved, added or taken away to make `now` into `wanted`: the fewest that will do. */
export function countMoved(now: readonly ThingName[], wanted: readonly ThingName[]): number {
  const places = new Map(wanted.map((name, place) => [name, place]));
  const staying = now.flatMap((name) => places.get(name) ?? []);
  const still = longestRise(staying);
  return now.length - staying.length + (wanted.length - staying.length) + (staying.length - still);
}

/** The length of the longest rising subsequence: whatever is in it need not move. */
function longestRise(places: readonly number[]): number {
  const ends: number[] = [];
  for (const place of places) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    ends[low] = place;
  }
  return ends.length;
}
