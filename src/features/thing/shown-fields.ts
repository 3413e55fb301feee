import type { Shadow, ShadowField } from "#domain/shadow.ts";
import { shadowFields } from "#domain/shadow.ts";

import type { Drafts } from "./desk.ts";
import { fieldKey, readFieldKey, valueAt } from "./field-key.ts";

/** The fields of the shadow, and in their places those that have gone from it while a value for them was typed. */
export function shownFields(shadow: Shadow | undefined, drafts: Drafts): readonly ShadowField[] {
  const fields = shadow ? shadowFields(shadow) : [];
  const keys = new Set(fields.map(({ path }) => fieldKey(path)));
  const left = [...drafts.keys()].flatMap((key) => {
    const path = keys.has(key) ? undefined : readFieldKey(key);
    if (!path) return [];
    return [{ path, desired: sideAt(shadow?.desired, path), reported: sideAt(shadow?.reported, path), differs: false }];
  });
  return left.length === 0 ? fields : [...fields, ...left].toSorted((a, b) => byNames(a.path, b.path));
}

/** Other fields may stand below it by now: then they are its value. */
function sideAt(document: Shadow["desired"] | undefined, path: readonly string[]): ShadowField["desired"] {
  const value = valueAt(document, path);
  return value === undefined ? undefined : { value, at: undefined };
}

function byNames(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((name, depth) => name !== b[depth]);
  if (at < 0) return a.length - b.length;
  return (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}
