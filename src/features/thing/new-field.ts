import { isObject } from "#domain/json.ts";
import { deepestField, type ShadowField } from "#domain/shadow.ts";

import { fieldKey } from "./field-key.ts";

/** Why no field can be asked for at a place where none is yet. */
export type NewFieldProblem =
  | { readonly kind: "taken" | "has-fields" | "too-deep" }
  /** A value stands above it, and would have to make room. */
  | { readonly kind: "below-value"; readonly path: readonly string[] };

/** Undefined when `path` is free, so that nothing is replaced by asking for it. */
export function newFieldProblem(path: readonly string[], fields: readonly ShadowField[]): NewFieldProblem | undefined {
  if (path.length > deepestField) return { kind: "too-deep" };
  for (const field of fields) {
    if (fieldKey(field.path) === fieldKey(path)) return { kind: "taken" };
    if (isBelow(field.path, path)) return { kind: "has-fields" };
    if (isBelow(path, field.path) && holdsValue(field)) return { kind: "below-value", path: field.path };
  }
  return undefined;
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return path.length > above.length && above.every((name, depth) => name === path[depth]);
}

/** An empty object has room for fields. */
function holdsValue({ desired, reported }: ShadowField): boolean {
  return [desired, reported].some((side) => side !== undefined && !isObject(side.value));
}
