import { createStore } from "zustand/vanilla";

import type { Clock } from "#domain/clock.ts";
import type { Shadow } from "#domain/shadow.ts";
import { type ChangeProgress, progressAfter, type ShadowChange } from "#domain/shadow-change.ts";
import type { ThingName } from "#domain/thing.ts";
import type { Trouble } from "#domain/trouble.ts";

import type { Told } from "./told.ts";

/** The changes that were asked for here, each followed to its end: newest first, per thing. */
export interface ShadowChanges {
  readonly byThing: Told<ReadonlyMap<ThingName, readonly ShadowChange[]>>;
  begin(change: Omit<ShadowChange, "askedAt" | "progress">): void;
  accept(thingName: ThingName, clientToken: string, version: number): void;
  /** Refused, or nobody knows. */
  fail(thingName: ThingName, clientToken: string, trouble: Trouble): void;
  /** Looks again at every change of the thing. @param readAt when the question was put that `shadow` answers */
  follow(thingName: ThingName, shadow: Shadow, readAt?: number): void;
}

const keptPerThing = 20;

/** It may have been taken although no answer came. Every other trouble is a refusal: it was not. */
const leavesOpen: ReadonlySet<string> = new Set<Trouble["code"]>(["no-answer", "connection-lost"]);

export function openShadowChanges(clock: Clock): ShadowChanges {
  const byThing = createStore<ReadonlyMap<ThingName, readonly ShadowChange[]>>(() => new Map());

  const update = (thingName: ThingName, change: (changes: readonly ShadowChange[]) => readonly ShadowChange[]) => {
    const before = byThing.getState().get(thingName) ?? [];
    const after = change(before);
    if (after !== before) byThing.setState(new Map(byThing.getState()).set(thingName, after), true);
  };
  const settle = (thingName: ThingName, clientToken: string, progress: ChangeProgress) => {
    update(thingName, (changes) =>
      changes.map((change) => (change.clientToken === clientToken ? { ...change, progress } : change)),
    );
  };

  return {
    byThing,
    begin: (change) => {
      const begun: ShadowChange = { ...change, askedAt: clock.now(), progress: { kind: "sending" } };
      update(change.thingName, (changes) => [begun, ...changes].slice(0, keptPerThing));
    },
    accept: (thingName, clientToken, version) => {
      settle(thingName, clientToken, { kind: "accepted", version, at: clock.now() });
    },
    fail: (thingName, clientToken, trouble) => {
      const kind = leavesOpen.has(trouble.code) ? "unanswered" : "refused";
      settle(thingName, clientToken, { kind, trouble, at: clock.now() });
    },
    follow: (thingName, shadow, readAt) => {
      update(thingName, (changes) => {
        const followed = changes.map((change) => ({ ...change, progress: progressAfter(change, shadow, readAt) }));
        return followed.some(({ progress }, index) => progress !== changes[index]?.progress) ? followed : changes;
      });
    },
  };
}
