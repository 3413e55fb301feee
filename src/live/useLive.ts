import { createContext, useContext, useEffect, useReducer } from "react";
import { useStore } from "zustand";

import type { ConnectionState, Feed } from "#domain/connection.ts";
import { droppingMs, type Presence, type PresenceState, presenceState } from "#domain/presence.ts";
import type { ShadowChange } from "#domain/shadow-change.ts";
import type { Connectivity, ThingName } from "#domain/thing.ts";

import type { Live } from "./live.ts";
import { unheard, type WatchedShadow } from "./WatchedShadows.ts";
import type { Statistics } from "./statistics.ts";

export const LiveContext = createContext<Live | undefined>(undefined);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs a LiveContext around it.");
  return live;
}

export function useConnection(): ConnectionState {
  return useStore(useLive().connection);
}

/** Our own connection and subscriptions: whether presence can be believed, and since when. */
export function useFeed(): Feed {
  return useStore(useLive().feed);
}

/** The last event of this client that counts; only its own row is rendered again when it changes. */
export function usePresence(clientId: string): Presence | undefined {
  return useStore(useLive().presences.byClientId, (byClientId) => byClientId.get(clientId));
}

/** What can be said of this client's presence now: events and index together, confirmed five seconds after a disconnect. */
export function usePresenceState(clientId: string, index: Connectivity | undefined): PresenceState {
  const { clock } = useLive();
  const [event, feed] = [usePresence(clientId), useFeed()];
  const [, look] = useReducer((looks: number) => looks + 1, 0);
  const state = presenceState({ event, index }, feed, clock.now());
  const confirmAt = state.kind === "dropping" ? state.source.heardAt + droppingMs : undefined;
  useEffect(
    () => (confirmAt === undefined ? undefined : clock.after(confirmAt - clock.now(), look)),
    [clock, confirmAt],
  );
  return state;
}

/** The shadow of a thing, kept current while somebody looks. */
export function useShadow(thingName: ThingName): WatchedShadow {
  const { shadows } = useLive();
  useEffect(() => shadows.watch(thingName), [shadows, thingName]);
  return useStore(shadows.byThing, (byThing) => byThing.get(thingName)) ?? unheard;
}

const none: readonly ShadowChange[] = [];

/** The changes of this thing that were asked for here, newest first. */
export function useShadowChanges(thingName: ThingName): readonly ShadowChange[] {
  return useStore(useLive().shadows.changes, (byThing) => byThing.get(thingName)) ?? none;
}

export function useStatistics(): Statistics {
  return useStore(useLive().statistics);
}

/** Whether more is told in a second than anybody could follow one by one. */
export function useStorm(): boolean {
  return useStore(useLive().statistics, ({ perSecond }) => perSecond > 50);
}
