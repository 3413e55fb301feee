import { isObject, type Json, type JsonObject, numberAt, objectAt, ownAt, sameJson, stringAt, timeAt } from "./json.ts";

/**
 * The classic shadow of a thing, as far as we have heard it.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
 */
export interface Shadow {
  readonly desired: JsonObject;
  readonly reported: JsonObject;
  /** Seconds since the epoch per field, in trees of the same form whose leaves are `{timestamp}`. */
  readonly metadata: { readonly desired: JsonObject; readonly reported: JsonObject };
  readonly version: number;
  /** When we heard it, milliseconds since the epoch, by our clock. */
  readonly heardAt: number;
}

/** What a thing without a shadow has. */
export function noShadow(heardAt: number): Shadow {
  return { desired: {}, reported: {}, metadata: { desired: {}, reported: {} }, version: 0, heardAt };
}

/** Reads the document of `get/accepted`, or the `current` part of `update/documents`. Undefined for anything else. */
export function readShadow(document: Json | undefined, heardAt: number): Shadow | undefined {
  if (!isObject(document)) return undefined;
  const version = numberAt(document, "version");
  const state = objectAt(document, "state");
  if (version === undefined || !state) return undefined;
  const metadata = objectAt(document, "metadata") ?? {};
  return {
    desired: objectAt(state, "desired") ?? {},
    reported: objectAt(state, "reported") ?? {},
    metadata: { desired: objectAt(metadata, "desired") ?? {}, reported: objectAt(metadata, "reported") ?? {} },
    version,
    heardAt,
  };
}

/** How the shadow service refuses: an HTTP-like code and its text. */
export interface ShadowRejection {
  readonly code: number;
  readonly message: string;
}

export function readRejection(document: Json | undefined): ShadowRejection | undefined {
  if (!isObject(document)) return undefined;
  const code = numberAt(document, "code");
  return code === undefined ? undefined : { code, message: stringAt(document, "message") ?? "" };
}

/**
 * How many levels of names a shadow may have below `desired` or `reported`.
 * @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#device-shadow-limits
 */
export const deepestField = 8;

/** One field of a shadow, both sides beside each other. */
export interface ShadowField {
  /** The names from the root to the field. */
  readonly path: readonly string[];
  readonly desired: Side | undefined;
  readonly reported: Side | undefined;
  /** Asked for, and not (yet) what the device reports. */
  readonly differs: boolean;
}

export interface Side {
  readonly value: Json;
  /** Milliseconds since the epoch. */
  readonly at: number | undefined;
}

/** Every field that either side has, in the order of their names. A list or an empty object is one value, as the shadow service sees it. */
export function shadowFields({ desired, reported, metadata }: Shadow): readonly ShadowField[] {
  const fields: ShadowField[] = [];
  const walk = (path: readonly string[], asked: Json | undefined, told: Json | undefined) => {
    const names = branch(asked, told);
    if (names) {
      for (const name of names) walk([...path, name], member(asked, name), member(told, name));
    } else {
      fields.push({
        path,
        desired: asked === undefined ? undefined : { value: asked, at: changedAt(metadata.desired, path) },
        reported: told === undefined ? undefined : { value: told, at: changedAt(metadata.reported, path) },
        differs: asked !== undefined && !sameJson(asked, told),
      });
    }
  };
  for (const name of branch(desired, reported) ?? []) walk([name], member(desired, name), member(reported, name));
  return fields;
}

/** The names below a place where no side holds a plain value; undefined where the place is a field itself. */
function branch(a: Json | undefined, b: Json | undefined): readonly string[] | undefined {
  const sides = [a, b].filter((side) => side !== undefined);
  if (!sides.every(isObject)) return undefined;
  const names = [...new Set(sides.flatMap((side) => Object.keys(side)))];
  return names.length === 0 ? undefined : names.toSorted();
}

function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? ownAt(value, name) : undefined;
}

function changedAt(metadata: JsonObject, path: readonly string[]): number | undefined {
  let at: Json | undefined = metadata;
  for (const name of path) at = member(at, name);
  return newestIn(at);
}

/** A list or an object that is one value has a time for each of its parts. */
function newestIn(metadata: Json | undefined): number | undefined {
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const own = isObject(metadata) ? timeAt(metadata, "timestamp", 1000) : undefined;
  if (own !== undefined) return own;
  const times = Object.values(metadata).flatMap((part: Json) => newestIn(part) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** The document that asks for `value` at `path` and for nothing else; `null` asks to delete the field. */
export function desiredAt(path: readonly string[], value: Json): JsonObject {
  const [name, ...rest] = path;
  if (name === undefined) throw new RangeError("A desired value needs a path.");
  // Defined, not assigned: a field may be called __proto__.
  return Object.fromEntries([[name, rest.length === 0 ? value : desiredAt(rest, value)]]);
}
