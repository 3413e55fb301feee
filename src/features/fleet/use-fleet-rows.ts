import { useEffect, useMemo, useState, useSyncExternalStore } from "react";

import type { Thing } from "#domain/thing.ts";
import { useFeed, useLive } from "#live/useLive.ts";

import { type FleetRows, rowMaker } from "./fleet-rows.ts";

/** What we asked and what we were told, put together per thing, at every frame that brings news. */
export function useFleetRows(things: readonly Thing[]): FleetRows {
  const { presences, shadows, clock } = useLive();
  const feed = useFeed();
  const events = useSyncExternalStore(presences.byClientId.subscribe, presences.byClientId.getState);
  const watched = useSyncExternalStore(shadows.byThing.subscribe, shadows.byThing.getState);
  // An older time than the events' own does no harm: what was just heard is dropping still.
  const [now, setNow] = useState(() => clock.now());
  const make = useMemo(() => rowMaker(), []);
  const made = useMemo(
    () => make({ things, events, shadows: watched, feed }, now),
    [make, things, events, watched, feed, now],
  );
  const { nextDue } = made;
  useEffect(() => {
    if (nextDue === undefined) return undefined;
    return clock.after(Math.max(0, nextDue - clock.now()), () => setNow(clock.now()));
  }, [clock, nextDue]);
  return made;
}
