import { isObject, type Json, type JsonObject, ownAt, sameJson } from "./json.ts";
import type { Shadow } from "./shadow.ts";
import type { ThingName } from "./thing.ts";
import type { Trouble } from "./trouble.ts";

/** One change of desired state that was asked for here, followed to its end. Times are milliseconds since the epoch, by our clock. */
export interface ShadowChange {
  readonly clientToken: string;
  readonly thingName: ThingName;
  /** What was asked for, and nothing else of the desired state. */
  readonly desired: JsonObject;
  readonly askedAt: number;
  readonly progress: ChangeProgress;
}

export type ChangeProgress =
  | { readonly kind: "sending" }
  /** In the shadow; the device does not report it yet. */
  | { readonly kind: "accepted"; readonly version: number; readonly at: number }
  | { readonly kind: "obeyed"; readonly version: number; readonly at: number }
  /** Accepted, perhaps obeyed, but something else is desired by now. */
  | { readonly kind: "overtaken"; readonly version: number; readonly at: number }
  | { readonly kind: "refused"; readonly trouble: Trouble; readonly at: number }
  /** Nobody knows whether it was taken, until the shadow is read again. */
  | { readonly kind: "unanswered"; readonly trouble: Trouble; readonly at: number }
  /** No answer came, and the shadow that was read afterwards does not hold it. */
  | { readonly kind: "not-taken"; readonly at: number };

/**
 * How far the change has come, now that `shadow` was heard.
 * @param readAt when the question was put that `shadow` answers, milliseconds since the epoch; undefined for news that nobody asked for
 */
export function progressAfter(change: ShadowChange, shadow: Shadow, readAt?: number): ChangeProgress {
  const { progress, askedAt } = change;
  const { isDesired, isOther, isReported } = standingOf(change, shadow);
  if (progress.kind === "unanswered" || progress.kind === "not-taken") {
    if (isDesired && shadow.heardAt >= askedAt) {
      return { kind: isReported ? "obeyed" : "accepted", version: shadow.version, at: shadow.heardAt };
    }
    // News on its way may be older than the change; the answer to a question that was put later is not.
    if (progress.kind === "not-taken" || readAt === undefined || readAt < progress.at) return progress;
    return { kind: "not-taken", at: shadow.heardAt };
  }
  if ((progress.kind !== "accepted" && progress.kind !== "obeyed") || shadow.version < progress.version)
    return progress;
  const obeyed = progress.kind === "obeyed" || isReported;
  const kind = isOther ? "overtaken" : obeyed ? "obeyed" : isDesired ? "accepted" : "overtaken";
  return kind === progress.kind ? progress : { kind, version: progress.version, at: shadow.heardAt };
}

function standingOf({ desired }: ShadowChange, shadow: Shadow) {
  const asked = leavesOf(desired).map(({ path, value }) => ({ path, value, now: valueAt(shadow.desired, path) }));
  const isDesired = asked.every(({ value, now }) => (value === null ? now === undefined : sameJson(now, value)));
  return {
    isDesired,
    /** Where nothing is desired any more, a device may have cleared what it has done. */
    isOther: asked.some(({ value, now }) => now !== undefined && !sameJson(now, value)),
    isReported: asked.every(({ path, value }) =>
      value === null ? isDesired : sameJson(valueAt(shadow.reported, path), value),
    ),
  };
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
}

/** The values of a document with their paths. A list or an empty object is one value, as the shadow service sees it. */
function leavesOf(document: JsonObject, above: readonly string[] = []): readonly Leaf[] {
  return Object.entries(document).flatMap(([name, value]) => {
    const path = [...above, name];
    return isObject(value) && Object.keys(value).length > 0 ? leavesOf(value, path) : [{ path, value }];
  });
}

function valueAt(document: JsonObject, path: readonly string[]): Json | undefined {
  let at: Json | undefined = document;
  for (const name of path) at = isObject(at) ? ownAt(at, name) : undefined;
  return at;
}
