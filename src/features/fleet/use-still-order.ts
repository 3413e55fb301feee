import { useEffect, useMemo, useState } from "react";

import type { Thing, ThingName } from "#domain/thing.ts";

import { countMoved, inOrder } from "./fleet-order.ts";
import type { FleetRow, FleetRows } from "./fleet-rows.ts";
import { matcherOf } from "./fleet-search.ts";
import type { FleetView } from "./fleet-view.ts";

export interface StillOrder {
  readonly shown: readonly FleetRow[];
  /** How many rows would move if the list were sorted anew. */
  readonly moved: number;
  readonly sortAnew: () => void;
}

/** A list that is sorted ten times a second cannot be read, even by somebody who does not touch it. */
const calmMs = 500;

/**
 * The rows of the view in its order. While the list is `held` nothing moves under the operator: rows change where they stand, even out of the filter; new ones
 * come at the end; and the rest waits to be asked for.
 */
export function useStillOrder(
  { rows, byName }: Pick<FleetRows, "rows" | "byName">,
  things: readonly Thing[],
  view: FleetView,
  held: boolean,
): StillOrder {
  const calm = useCalm(rows, things);
  const wanted = useMemo(() => {
    return inOrder(calm.filter(matcherOf(view)), view.sort).map(({ thing }) => thing.thingName);
  }, [calm, view]);

  const [kept, setKept] = useState<{ readonly view: FleetView; readonly names: readonly ThingName[] }>({
    view,
    names: wanted,
  });
  const names = useMemo((): readonly ThingName[] => {
    return held && kept.view === view ? withNew(kept.names, wanted) : wanted;
  }, [held, kept, view, wanted]);
  if (names !== kept.names || view !== kept.view) setKept({ view, names });

  const shown = useMemo(() => names.flatMap((name) => byName.get(name) ?? []), [names, byName]);
  const moved = useMemo(() => (names === wanted ? 0 : countMoved(names, wanted)), [names, wanted]);
  return { shown, moved, sortAnew: () => setKept({ view, names: wanted }) };
}

function withNew(names: readonly ThingName[], wanted: readonly ThingName[]): readonly ThingName[] {
  const known = new Set(names);
  const added = wanted.filter((name) => !known.has(name));
  return added.length === 0 ? names : [...names, ...added];
}

/** The rows, at most every so often; but at once when there are others, because a page of the registry came. */
function useCalm(rows: readonly FleetRow[], things: readonly Thing[]): readonly FleetRow[] {
  const [calm, setCalm] = useState({ rows, things, at: 0 });
  const others = calm.things !== things;
  if (others) setCalm({ ...calm, rows, things });
  useEffect(() => {
    if (calm.rows === rows) return undefined;
    const wait = Math.max(0, calm.at + calmMs - performance.now());
    const timer = setTimeout(() => setCalm({ rows, things, at: performance.now() }), wait);
    return () => clearTimeout(timer);
  }, [calm, rows, things]);
  return others ? rows : calm.rows;
}
