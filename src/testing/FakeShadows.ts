import { isObject, type Json, type JsonObject, objectAt, ownAt } from "#domain/json.ts";

/** The far side of the classic shadow, as far as the console's tests need it: merge, version, documents. */
export interface FakeShadows {
  /** What a device or a colleague sets, section by section; returns the document of `update/documents`. */
  set(thingName: string, state: JsonObject): JsonObject;
  /** The document of `get/accepted`; undefined when there is no shadow. */
  get(thingName: string): JsonObject | undefined;
}

export function fakeShadows(seconds: () => number): FakeShadows {
  const documents = new Map<string, JsonObject>();
  return {
    get: (thingName) => documents.get(thingName),
    set(thingName, state) {
      const previous = documents.get(thingName);
      const before = (previous && objectAt(previous, "state")) ?? {};
      const version = Number(previous?.["version"] ?? 0) + 1;
      const current = { state: merged(before, state), metadata: stamped(state, seconds()), version };
      documents.set(thingName, current);
      return { previous: previous ?? {}, current, timestamp: seconds() };
    },
  };
}

function merged(before: JsonObject, change: JsonObject): JsonObject {
  const result = new Map<string, Json>(Object.entries(before));
  for (const [name, value] of Object.entries(change)) {
    const old = ownAt(before, name);
    if (value === null) result.delete(name);
    else result.set(name, isObject(value) && isObject(old) ? merged(old, value) : value);
  }
  return Object.fromEntries(result);
}

function stamped(state: JsonObject, timestamp: number): JsonObject {
  return Object.fromEntries(
    Object.entries(state).map(([name, value]) => [name, isObject(value) ? stamped(value, timestamp) : { timestamp }]),
  );
}
