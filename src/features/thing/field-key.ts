import { isObject, type Json, ownAt } from "#domain/json.ts";

/** The path of a field as one string: names may hold any character, so they are not simply joined. */
export const fieldKey = (path: readonly string[]) => JSON.stringify(path);

/** Reads a key that was stored; anybody may have written it. */
export function readFieldKey(key: string): readonly string[] | undefined {
  try {
    const path: Json = JSON.parse(key);
    const names = Array.isArray(path) ? path.filter((name) => typeof name === "string") : [];
    return names.length > 0 && fieldKey(names) === key ? names : undefined;
  } catch {
    return undefined;
  }
}

/** Where the draft of a field that is not there yet lies: no path looks like it. */
export const newFieldKey = "+";

/** The value at `path`; undefined where there is none. */
export function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  return isObject(value) ? valueAt(ownAt(value, name), rest) : undefined;
}
