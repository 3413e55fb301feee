import { type Facts, factsDocument, firstFacts } from "./facts.ts";
import type { Json, JsonObject } from "./json.ts";
import { gone, type Link, linkDueAt } from "./link.ts";
import type { Random } from "./random.ts";
import { firstSettings, type SettingPath, type Settings, settingsDocument } from "./settings.ts";
import type { DropReason, Temper } from "./temper.ts";

/** A value that was asked for, and when the device will have it. */
interface Wish {
  readonly value: Json;
  readonly at: number;
}

/** Everything a device is. Times are milliseconds since the epoch. */
export interface Life {
  readonly temper: Temper;
  readonly settings: Settings;
  readonly facts: Facts;
  readonly measuredAt: number;
  readonly reportAt: number;
  /** What the shadow was told on this connection. */
  readonly told: JsonObject;
  readonly wishes: ReadonlyMap<SettingPath, Wish>;
  /** The newest version of the shadow heard on this connection. */
  readonly version: number;
  readonly link: Link;
}

/** What can happen to a device: by its broker, by whoever runs it, and by time. */
export type Happening =
  | { readonly kind: "connected" | "closed" | "refused" }
  /** `update/delta`, or the delta inside `get/accepted`: everything that is desired and not reported. */
  | { readonly kind: "delta"; readonly delta: Json | undefined; readonly version: number }
  /** `update/rejected`: the shadow did not take the report. */
  | { readonly kind: "rejected" }
  | { readonly kind: "connect" | "stop" | "time" }
  | { readonly kind: "drop"; readonly reason: DropReason }
  /** Somebody at the device changes its settings by hand. */
  | { readonly kind: "press"; readonly state: Json }
  | { readonly kind: "temper"; readonly temper: Temper };

/** What a device does about it. */
export type Act =
  /** `ask` gets the shadow; `wake` gives up a connection that had fallen silent. */
  | { readonly kind: "connect" | "ask" | "wake" }
  | { readonly kind: "drop"; readonly reason: DropReason }
  | { readonly kind: "report"; readonly state: JsonObject };

/** The time, in milliseconds since the epoch, and chance: both come in by hand. */
export interface Moment {
  readonly now: number;
  readonly random: Random;
}

export function beginLife(temper: Temper, firmware: string, { now, random }: Moment): Life {
  return {
    temper,
    settings: firstSettings(random),
    facts: firstFacts(firmware, random),
    measuredAt: now,
    reportAt: now,
    told: {},
    wishes: new Map(),
    version: 0,
    link: gone,
  };
}

/** The device as its shadow would show it. */
export function reportedState({ settings, facts }: Life): JsonObject {
  return { ...settingsDocument(settings), ...factsDocument(facts) };
}

/** When the device wants to hear of `time` next; undefined when nothing will happen by itself. */
export function dueAt({ wishes, reportAt, link }: Life): number | undefined {
  const times = [linkDueAt(link), link.status === "connected" ? reportAt : undefined];
  for (const wish of wishes.values()) times.push(wish.at);
  const due = times.filter((at) => at !== undefined);
  return due.length === 0 ? undefined : Math.min(...due);
}
