import type { Feed } from "#domain/connection.ts";
import { droppingMs, type Presence, type PresenceState, presenceState } from "#domain/presence.ts";
import type { Shadow } from "#domain/shadow.ts";
import type { Thing, ThingName } from "#domain/thing.ts";

import { type ShadowSummary, summaryOf } from "./shadow-summary.ts";

/** All that the list says of one thing. The same object as long as nothing of it changed. */
export interface FleetRow {
  readonly thing: Thing;
  readonly event: Presence | undefined;
  readonly state: PresenceState;
  readonly shadow: ShadowSummary | undefined;
}

export interface FleetCounts {
  readonly things: number;
  readonly connected: number;
  readonly dropping: number;
  readonly disconnected: number;
  /** And never seen. */
  readonly unknown: number;
  /** Something is asked that is not reported. */
  readonly asked: number;
}

export interface FleetRows {
  /** In the order of the things. */
  readonly rows: readonly FleetRow[];
  readonly byName: ReadonlyMap<ThingName, FleetRow>;
  readonly counts: FleetCounts;
  /** When the next row stops dropping; undefined when none does. */
  readonly nextDue: number | undefined;
  /** The time that AWS IoT wrote into the newest event of all rows, in ms; 0 without any. */
  readonly newestEvent: number;
}

/** What rows are made of. A shadow that we hear live says more than the one in the index. */
export interface FleetFacts {
  readonly things: readonly Thing[];
  readonly events: ReadonlyMap<string, Presence>;
  readonly shadows: ReadonlyMap<ThingName, { readonly shadow: Shadow | undefined }>;
  readonly feed: Feed;
}

/** Makes rows; what did not change since the last time is the same object again, so that its row on the screen is left alone. */
export function rowMaker(): (facts: FleetFacts, now: number) => FleetRows {
  let before = new Map<ThingName, FleetRow>();
  let feedBefore: Feed | undefined;

  return ({ things, events, shadows, feed }, now) => {
    const sameFeed = feed === feedBefore;
    const counts = { things: things.length, connected: 0, dropping: 0, disconnected: 0, unknown: 0, asked: 0 };
    let nextDue: number | undefined;
    let newestEvent = 0;
    const next = new Map<ThingName, FleetRow>();
    const rows = things.map((thing) => {
      const known = before.get(thing.thingName);
      // Presence is told by client ID; a fleet whose devices follow AWS's advice connects each as its thing's name.
      const event = events.get(thing.thingName);
      const shadow = summaryOf(shadows.get(thing.thingName)?.shadow ?? thing.indexedShadow);
      const unchanged = sameFeed && known?.thing === thing && known.event === event && known.state.kind !== "dropping";
      const state = unchanged ? known.state : presenceState({ event, index: thing.connectivity }, feed, now);
      const row = unchanged && known.shadow === shadow ? known : kept(known, { thing, event, state, shadow });
      counts[state.kind === "never-seen" ? "unknown" : state.kind] += 1;
      if (shadow && shadow.pending > 0) counts.asked += 1;
      if (state.kind === "dropping" && event) nextDue = Math.min(nextDue ?? Infinity, event.heardAt + droppingMs);
      if (event && event.at > newestEvent) newestEvent = event.at;
      next.set(thing.thingName, row);
      return row;
    });
    before = next;
    feedBefore = feed;
    return { rows, byName: next, counts, nextDue, newestEvent };
  };
}

function kept(known: FleetRow | undefined, made: FleetRow): FleetRow {
  const same =
    known?.thing === made.thing &&
    known.event === made.event &&
    known.shadow === made.shadow &&
    known.state.kind === made.state.kind &&
    sameTimes(known.state, made.state);
  return same ? known : made;
}

function sameTimes(a: PresenceState, b: PresenceState): boolean {
  return a.kind === "never-seen" || b.kind === "never-seen" ? a.kind === b.kind : a.since === b.since;
}
