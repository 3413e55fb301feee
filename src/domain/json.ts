/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json;
}

/** AWS IoT carries at most 128 KiB in one message; its shadows nest far less than this. */
const largest = 128 * 1024;
const deepest = 64;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What a device or a broker sent, as JSON; undefined when it is not JSON, or larger or deeper than any honest document. */
export function readJson(bytes: Uint8Array): Json | undefined {
  if (bytes.byteLength > largest) return undefined;
  try {
    return readJsonText(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

/** The same for a text that AWS carries inside another document. */
export function readJsonText(text: string): Json | undefined {
  if (text.length > largest) return undefined;
  try {
    const value: Json = JSON.parse(text);
    return isWithin(value, deepest) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Whether JSON can carry it: `1e999` parses to Infinity, which would be written as null. */
export function isWritable(value: Json): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isWritable);
}

/** Whether `value` is an object with named members. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function stringAt(object: JsonObject, name: string): string | undefined {
  const value = ownAt(object, name);
  return typeof value === "string" ? value : undefined;
}

/** Finite: `1e999` is JSON, and parses to Infinity. */
export function numberAt(object: JsonObject, name: string): number | undefined {
  const value = ownAt(object, name);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A time that a `Date` can hold, in milliseconds since the epoch; `unit` is how many milliseconds the number counts in. */
export function timeAt(object: JsonObject, name: string, unit: 1 | 1000): number | undefined {
  const at = (numberAt(object, name) ?? Number.NaN) * unit;
  return Math.abs(at) <= 8.64e15 ? at : undefined;
}

export function booleanAt(object: JsonObject, name: string): boolean | undefined {
  const value = ownAt(object, name);
  return typeof value === "boolean" ? value : undefined;
}

export function objectAt(object: JsonObject, name: string): JsonObject | undefined {
  const value = ownAt(object, name);
  return isObject(value) ? value : undefined;
}

/** A member that the document itself has: never one inherited, whatever a device names its fields. */
export function ownAt(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** Equal as JSON: objects regardless of the order of their members. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  );
}

function isWithin(value: Json, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth > 0 && Object.values(value).every((child: Json) => isWithin(child, depth - 1));
}
