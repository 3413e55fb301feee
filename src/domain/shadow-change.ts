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
  /** Accepted, but something else is desired by now. */
  | { readonly kind: "overtaken"; readonly version: number; readonly at: number }
  | { readonly kind: "refused"; readonly trouble: Trouble; readonly at: number }
  /** Nobody knows whether it was taken, until the shadow is read again. */
  | { readonly kind: "unanswered"; readonly trouble: Trouble; readonly at: number };

/** How far the change has come, now that `shadow` was heard. */
export function progressAfter({ desired, askedAt, progress }: ShadowChange, shadow: Shadow): ChangeProgress {
  const asked = leavesOf(desired);
  const isDesired = asked.every(({ path, value }) =>
    value === null ? valueAt(shadow.desired, path) === undefined : sameJson(valueAt(shadow.desired, path), value),
  );
  const accepted = progress.kind === "unanswered" && isDesired && shadow.heardAt >= askedAt;
  if (!accepted && (progress.kind !== "accepted" || shadow.version < progress.version)) return progress;

  const version = progress.kind === "accepted" ? progress.version : shadow.version;
  const obeyed = asked.every(({ path, value }) =>
    value === null ? isDesired : sameJson(valueAt(shadow.reported, path), value),
  );
  const kind = obeyed ? "obeyed" : isDesired ? "accepted" : "overtaken";
  return kind === progress.kind ? progress : { kind, version, at: shadow.heardAt };
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
