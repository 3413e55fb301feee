import { createStore } from "zustand/vanilla";

import type { Shadow } from "#domain/shadow.ts";
import type { ThingName } from "#domain/thing.ts";
import type { Trouble } from "#domain/trouble.ts";

import type { Told } from "./told.ts";

/** The classic shadow of a thing that somebody looks at. */
export interface WatchedShadow {
  /** As last heard, which may be before our connection was lost. */
  readonly shadow: Shadow | undefined;
  /**
   * asking: the answer has not come yet · current: we hear every change · missing: the thing has no shadow ·
   * unknown: we are not told, and `trouble` says why.
   */
  readonly status: "asking" | "current" | "missing" | "unknown";
  readonly trouble: Trouble | undefined;
}

/** The shadows that are watched, as far as they are known. What is said of any other thing is dropped. */
export interface WatchedShadows {
  readonly byThing: Told<ReadonlyMap<ThingName, WatchedShadow>>;
  readonly shadowOf: (thingName: ThingName) => Shadow | undefined;
  readonly begin: (thingName: ThingName) => void;
  readonly end: (thingName: ThingName) => void;
  readonly ask: (thingName: ThingName) => void;
  /** Whether it was news. @param askedAt the shadow answers a question of this time, and so replaces all that was heard before it. */
  readonly take: (thingName: ThingName, shadow: Shadow, askedAt?: number) => boolean;
  readonly miss: (thingName: ThingName) => void;
  readonly doubt: (thingName: ThingName, trouble: Trouble) => void;
}

export const unheard: WatchedShadow = { shadow: undefined, status: "asking", trouble: undefined };

export function openWatchedShadows(): WatchedShadows {
  const byThing = createStore<ReadonlyMap<ThingName, WatchedShadow>>(() => new Map());
  const known = (thingName: ThingName) => byThing.getState().get(thingName);
  const set = (thingName: ThingName, watched: WatchedShadow) =>
    byThing.setState(new Map(byThing.getState()).set(thingName, watched), true);
  const change = (thingName: ThingName, news: Partial<WatchedShadow>) => {
    const before = known(thingName);
    if (before) set(thingName, { ...before, trouble: undefined, ...news });
  };

  return {
    byThing,
    shadowOf: (thingName) => known(thingName)?.shadow,
    begin: (thingName) => set(thingName, unheard),
    end: (thingName) => {
      const left = new Map(byThing.getState());
      left.delete(thingName);
      byThing.setState(left, true);
    },
    ask: (thingName) => {
      if (known(thingName)?.status !== "current") change(thingName, { status: "asking" });
    },
    take: (thingName, shadow, askedAt = 0) => {
      const { shadow: last, status } = known(thingName) ?? unheard;
      if (status === "current" && last?.version === shadow.version) return false;
      // Documents overtake each other. A shadow that was made anew counts from 1 again, which only an answer can tell.
      if (last && shadow.version < last.version && last.heardAt >= askedAt) return false;
      change(thingName, { shadow, status: "current" });
      return true;
    },
    miss: (thingName) => change(thingName, { shadow: undefined, status: "missing" }),
    doubt: (thingName, trouble) => change(thingName, { status: "unknown", trouble }),
  };
}
