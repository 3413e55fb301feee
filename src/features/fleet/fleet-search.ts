import type { Thing } from "#domain/thing.ts";

import type { FleetRow } from "./fleet-rows.ts";
import type { FleetView } from "./fleet-view.ts";

const haystacks = new WeakMap<Thing, string>();

/** Everything of a thing that can be searched, in small letters. */
function haystackOf(thing: Thing): string {
  const known = haystacks.get(thing);
  if (known !== undefined) return known;
  const { thingName, thingTypeName, attributes, indexedShadow } = thing;
  const shadow = indexedShadow ? JSON.stringify(indexedShadow) : "";
  const made = [thingName, thingTypeName, ...Object.entries(attributes).flat(), shadow].join("\n").toLowerCase();
  haystacks.set(thing, made);
  return made;
}

/** Whether a row belongs into the view. Every word of the search has to be found. */
export function matcherOf({ q, presence, asked }: Omit<FleetView, "sort">): (row: FleetRow) => boolean {
  const terms = q.toLowerCase().split(/\s+/).filter(Boolean);
  return ({ thing, state, shadow }) => {
    const kind = state.kind === "never-seen" ? "unknown" : state.kind;
    if (presence !== undefined && kind !== presence) return false;
    if (asked && !(shadow && shadow.pending > 0)) return false;
    if (terms.length === 0) return true;
    const haystack = haystackOf(thing);
    return terms.every((term) => haystack.includes(term));
  };
}
