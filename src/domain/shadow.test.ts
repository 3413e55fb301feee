import * as fc from "fast-check";
import { expect, test } from "vitest";

import { isObject, type Json, type JsonObject, sameJson } from "./json.ts";
import { desiredAt, readRejection, readShadow, type Shadow, shadowFields } from "./shadow.ts";

const name = fc.oneof(fc.constantFrom("power", "target", "__proto__", "constructor", ""), fc.string({ maxLength: 8 }));
const { state } = fc.letrec<{ readonly state: JsonObject; readonly value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.boolean(), fc.integer(), fc.string(), fc.array(fc.integer()), tie("state")),
  // By entries, because a field may be called __proto__.
  state: fc
    .uniqueArray(fc.tuple(name, tie("value")), { maxLength: 4, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries)),
}));

const shadow = (desired: JsonObject, reported: JsonObject): Shadow => ({
  desired,
  reported,
  metadata: { desired: {}, reported: {} },
  version: 1,
  heardAt: 0,
});

test("the fields of a shadow put together are the shadow again", () => {
  fc.assert(
    fc.property(state, state, (desired, reported) => {
      for (const { path, desired: asked, reported: told, differs } of shadowFields(shadow(desired, reported))) {
        expect(asked ? sameJson(at(desired, path), asked.value) : at(desired, path) === undefined).toBe(true);
        expect(told ? sameJson(at(reported, path), told.value) : at(reported, path) === undefined).toBe(true);
        expect(differs).toBe(asked !== undefined && !sameJson(asked.value, told?.value));
      }
    }),
  );
});

test("every plain value of either side is a field, once", () => {
  fc.assert(
    fc.property(state, state, (desired, reported) => {
      const paths = shadowFields(shadow(desired, reported)).map(({ path }) => JSON.stringify(path));
      expect(new Set(paths).size).toBe(paths.length);
      for (const path of plainPaths(desired)) expect(paths.some((known) => covers(known, path))).toBe(true);
    }),
  );
});

test("nothing differs exactly when the reported state holds all that is desired", () => {
  fc.assert(
    fc.property(state, (desired) => {
      expect(shadowFields(shadow(desired, desired)).some(({ differs }) => differs)).toBe(false);
    }),
  );
});

test("a desired value stands at its path and nowhere else, whatever the names", () => {
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.integer(), (path, value) => {
      const document: JsonObject = JSON.parse(JSON.stringify(desiredAt(path, value)));
      expect(at(document, path)).toBe(value);
      expect(plainPaths(document)).toEqual([path]);
      expect(Object.getPrototypeOf(document)).toBe(Object.prototype);
    }),
  );
});

test("a list is one value, with the time of its newest part, however deep", () => {
  const read = readShadow(
    {
      state: { desired: { plan: [1, { at: { hour: 6 }, to: 19 }] }, reported: { plan: [{ timestamp: 1 }], none: [] } },
      metadata: {
        desired: { plan: [{ timestamp: 10 }, { at: { hour: { timestamp: 12 } }, to: { timestamp: 11 } }] },
        reported: { plan: [{ timestamp: { timestamp: 9 } }], none: [] },
      },
      version: 4,
    },
    77,
  );
  expect(read && shadowFields(read)).toEqual([
    { path: ["none"], desired: undefined, reported: { value: [], at: undefined }, differs: false },
    {
      path: ["plan"],
      desired: { value: [1, { at: { hour: 6 }, to: 19 }], at: 12_000 },
      reported: { value: [{ timestamp: 1 }], at: 9000 },
      differs: true,
    },
  ]);
});

test("whatever JSON arrives, a shadow is read from it or not, and never throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json: Json = JSON.parse(JSON.stringify(value));
      const read = readShadow({ state: json, metadata: json, version: 1 }, 0);
      const times = (read ? shadowFields(read) : []).map(({ desired }) => new Date(desired?.at ?? 0).getTime());
      expect(times).not.toContain(Number.NaN);
      expect(() => readRejection(json)).not.toThrow();
    }),
  );
});

function at(document: JsonObject, path: readonly string[]): Json | undefined {
  let here: Json | undefined = document;
  for (const step of path) here = isObject(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return here;
}

function plainPaths(document: JsonObject, above: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(document).flatMap(([key, value]) =>
    isObject(value) ? plainPaths(value, [...above, key]) : [[...above, key]],
  );
}

/** A field stands at the path, or above it where the other side holds a plain value. */
function covers(field: string, path: readonly string[]): boolean {
  return path.some((_step, index) => field === JSON.stringify(path.slice(0, index + 1)));
}
