import { useEffect, useMemo, useState } from "react";

import type { ThingName } from "#domain/thing.ts";

import { countMoved, inOrder } from "./fleet-order.ts";
import type { FleetRow } from "./fleet-rows.ts";
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
export function useStillOrder(rows: readonly FleetRow[], view: FleetView, held: boolean): StillOrder {
  const calm = useCalm(rows);
  const wanted = useMemo(() => {
    return inOrder(calm.filter(matcherOf(view)), view.sort).map(({ thing }) => thing.thingName);
  }, [calm, view]);

  const [kept, setKept] = useState({ view, names: wanted });
  const adopt = kept.names !== wanted && (!held || kept.view !== view);
  if (adopt) setKept({ view, names: wanted });
  const names = adopt ? wanted : kept.names;

  const byName = useMemo(() => new Map(rows.map((row) => [row.thing.thingName, row])), [rows]);
  const all = useMemo(() => withNew(names, wanted), [names, wanted]);
  const shown = useMemo(() => all.flatMap((name) => byName.get(name) ?? []), [all, byName]);
  const moved = useMemo(() => (names === wanted ? 0 : countMoved(all, wanted)), [all, names, wanted]);
  return { shown, moved, sortAnew: () => setKept({ view, names: wanted }) };
}

function withNew(names: readonly ThingName[], wanted: readonly ThingName[]): readonly ThingName[] {
  if (names === wanted) return names;
  const known = new Set(names);
  const added = wanted.filter((name) => !known.has(name));
  return added.length === 0 ? names : [...names, ...added];
}

/** `value`, at most every so often; the first of a burst at once. */
function useCalm<Value>(value: Value): Value {
  const [calm, setCalm] = useState({ value, at: 0 });
  useEffect(() => {
    if (calm.value === value) return undefined;
    const wait = Math.max(0, calm.at + calmMs - performance.now());
    const timer = setTimeout(() => setCalm({ value, at: performance.now() }), wait);
    return () => clearTimeout(timer);
  }, [calm, value]);
  return calm.value;
}
