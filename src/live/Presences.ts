import { createStore } from "zustand/vanilla";

import { type Presence, supersedes } from "#domain/presence.ts";

import type { Frame } from "./frame.ts";
import type { Told } from "./told.ts";

/** The last lifecycle event that counts, per client ID. */
export interface Presences extends Disposable {
  readonly byClientId: Told<ReadonlyMap<string, Presence>>;
  /** How many events have gone into `byClientId` since the start; one that was late or came twice is none. */
  taken(): number;
  hear(presence: Presence): void;
}

/**
 * Events change the store once per frame, however many came: a copy of the map for each of 5,000 events over 5,000 things takes seventeen seconds,
 * one for all of them ten milliseconds.
 */
export function openPresences(frame: Frame): Presences {
  const byClientId = createStore<ReadonlyMap<string, Presence>>(() => new Map());
  let heardSince = new Map<string, Presence>();
  let [waiting, taken] = [0, 0];
  let callOff: (() => void) | undefined;

  const show = () => {
    callOff = undefined;
    const next = new Map(byClientId.getState());
    for (const [clientId, presence] of heardSince) next.set(clientId, presence);
    heardSince = new Map();
    [waiting, taken] = [0, taken + waiting];
    byClientId.setState(next, true);
  };

  return {
    byClientId,
    taken: () => taken,
    hear(presence) {
      const known = heardSince.get(presence.clientId) ?? byClientId.getState().get(presence.clientId);
      if (known && !supersedes(presence, known)) return;
      heardSince.set(presence.clientId, presence);
      waiting += 1;
      callOff ??= frame(show);
    },
    [Symbol.dispose]: () => callOff?.(),
  };
}
