import { isObject, type Json, objectAt } from "#domain/json.ts";
import type { ThingName } from "#domain/thing.ts";

import { type Draft, readDraft } from "./draft.ts";

/** What lies on an operator's desk: values typed and not sent yet. It outlives the screen, a lost connection, and a reload of the page. */
export interface Desk {
  readonly draftsOf: (thingName: ThingName) => Drafts;
  /** `undefined` takes the draft away. */
  readonly put: (thingName: ThingName, field: string, draft: Draft | undefined) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** What was asked for before a change, so that it can be taken back. Kept per client token of the change. */
  readonly before: Map<string, Json | undefined>;
}

/** By field: its path as JSON. */
export type Drafts = ReadonlyMap<string, Draft>;

const key = "yagura.drafts";
const none: Drafts = new Map();

export function openDesk(storage: Pick<Storage, "getItem" | "setItem">): Desk {
  const listeners = new Set<() => void>();
  let drafts = read(storage.getItem(key));

  const changeTo = (next: ReadonlyMap<string, Drafts>) => {
    drafts = next;
    const stored = Object.fromEntries([...next].map(([thing, fields]) => [thing, Object.fromEntries(fields)]));
    try {
      storage.setItem(key, JSON.stringify(stored));
    } catch {
      // The browser keeps nothing for us (full, or forbidden): the drafts live as long as the page.
    }
    for (const listener of listeners) listener();
  };

  return {
    draftsOf: (thingName) => drafts.get(thingName) ?? none,
    put: (thingName, field, draft) => {
      const fields = new Map(drafts.get(thingName));
      if (draft) fields.set(field, draft);
      else fields.delete(field);
      const next = new Map(drafts);
      if (fields.size > 0) next.set(thingName, fields);
      else next.delete(thingName);
      changeTo(next);
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    before: new Map(),
  };
}

function read(stored: string | null): ReadonlyMap<string, Drafts> {
  try {
    const value: Json = JSON.parse(stored ?? "{}");
    if (!isObject(value)) return new Map();
    return new Map(
      Object.keys(value).map((thing) => {
        const fields = Object.entries(objectAt(value, thing) ?? {}).flatMap(([field, draft]) => {
          const known = readDraft(draft);
          return known ? [[field, known] as const] : [];
        });
        return [thing, new Map(fields)] as const;
      }),
    );
  } catch {
    return new Map();
  }
}
