import * as fc from "fast-check";
import { expect, test } from "vitest";

import { describeShadow, type StoredShadow, updateShadow } from "./shadow-document.ts";
import { readShadowUpdate } from "./shadow-request.ts";

/**
 * A second opinion: a section is kept as a flat list of leaves, each with its path, and everything is derived from that.
 * A leaf is a value that is no object with fields; an object without fields is a leaf too.
 */
type Leaves = ReadonlyMap<string, { readonly value: unknown; readonly at: number }>;

const isBranch = (value: unknown) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

function* leavesOf(value: unknown, path: readonly string[]): Generator<readonly [string, unknown]> {
  if (!isBranch(value)) yield [JSON.stringify(path), value];
  else for (const [key, item] of Object.entries(Object(value))) yield* leavesOf(item, [...path, key]);
}

const pathOf = (key: string): readonly string[] => JSON.parse(key);
const isAtOrBelow = (key: string, path: readonly string[]) => path.every((step, index) => pathOf(key)[index] === step);
const isBelow = (key: string, path: readonly string[]) => isAtOrBelow(key, path) && pathOf(key).length > path.length;

function apply(leaves: Leaves, change: unknown, at: number): Leaves {
  const next = new Map(leaves);
  // What a removal leaves empty stays as an empty object, up to the section itself.
  const settle = (path: readonly string[]) => {
    if (path.length === 0 || [...next.keys()].some((key) => isAtOrBelow(key, path))) return;
    next.set(JSON.stringify(path), { value: {}, at });
  };
  for (const [key, value] of leavesOf(change, [])) {
    const path = pathOf(key);
    if (path.length === 0) continue;
    const isEmptyObject = isObject(value);
    if (isEmptyObject && [...next.keys()].some((other) => isBelow(other, path))) continue;
    for (const other of next.keys()) {
      // A value takes the place of what was below it, and of a value that stands where a branch is now.
      const isReplaced = isAtOrBelow(other, path) || (isAtOrBelow(key, pathOf(other)) && other !== key);
      if (isReplaced) next.delete(other);
    }
    if (value !== null) next.set(key, { value, at });
    else settle(path.slice(0, -1));
  }
  return next;
}

function build(leaves: Leaves, show: (leaf: { value: unknown; at: number }) => unknown): unknown {
  const root: Record<string, unknown> = {};
  for (const [key, leaf] of leaves) {
    const path = pathOf(key);
    let at: Record<string, unknown> = root;
    for (const step of path.slice(0, -1)) at = Object((at[step] ??= {}));
    at[path.at(-1) ?? ""] = show(leaf);
  }
  return root;
}

const times = (value: unknown, timestamp: number): unknown => {
  if (Array.isArray(value)) return value.map((item) => times(item, timestamp));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(Object(value)).map(([key, item]) => [key, times(item, timestamp)]));
  }
  return { timestamp };
};

const value = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.boolean(),
    fc.integer({ min: 0, max: 3 }),
    fc.constantFrom("on", "off"),
    fc.array(fc.nat(2), { maxLength: 2 }),
  ),
  node: fc.oneof(
    { depthSize: "small", maxDepth: 4 },
    fc.oneof(tie("leaf"), fc.constant(null)),
    fc.dictionary(fc.constantFrom("a", "b", "c"), tie("node"), { maxKeys: 3 }),
  ),
}));
const section = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 8, arbitrary: fc.dictionary(fc.constantFrom("a", "b", "c"), value.node, { maxKeys: 3 }) },
);
const update = fc.record({ desired: section, reported: section }, { requiredKeys: [] });

test("any sequence of updates leaves what a list of leaves would hold: state, metadata, delta and version", () => {
  fc.assert(
    fc.property(fc.array(update, { minLength: 1, maxLength: 8 }), (changes) => {
      let shadow: StoredShadow | undefined;
      const model = { desired: new Map() as Leaves, reported: new Map() as Leaves };
      for (const [index, state] of changes.entries()) {
        const request = readShadowUpdate(Buffer.from(JSON.stringify({ state })));
        shadow = updateShadow(shadow, shadow?.version ?? 0, request, index).next;
        for (const name of ["desired", "reported"] as const) {
          const change = state[name];
          if (change === null) model[name] = new Map();
          else if (change !== undefined) model[name] = apply(model[name], change, index);
        }

        for (const name of ["desired", "reported"] as const) {
          const expected = model[name].size === 0 ? undefined : build(model[name], (leaf) => leaf.value);
          expect(shadow.state[name]).toEqual(expected);
          const stamped = build(model[name], (leaf) => times(leaf.value, leaf.at));
          expect(shadow.metadata[name] ?? {}).toEqual(stamped);
        }
        expect(shadow.version).toBe(index + 1);
        expect(describeShadow(shadow, 0)).toHaveProperty("version", index + 1);
        expect(deltaLeaves(shadow)).toEqual(differing(model.desired, model.reported));
      }
    }),
    { numRuns: 3000 },
  );
});

function deltaLeaves(shadow: StoredShadow): readonly string[] {
  const described = Object(describeShadow(shadow, 0));
  return [...leavesOf(described.state.delta ?? {}, [])]
    .filter(([key]) => key !== "[]")
    .map(([key, leaf]) => `${key} ${JSON.stringify(leaf)}`)
    .toSorted();
}

/** The leaves of desired that reported has not, or has otherwise. An empty object is there if anything is at or below it. */
function differing(desired: Leaves, reported: Leaves): readonly string[] {
  return [...desired]
    .filter(([key, leaf]) => {
      if (isObject(leaf.value)) return !objectAt(reported, pathOf(key));
      return JSON.stringify(reported.get(key)?.value) !== JSON.stringify(leaf.value);
    })
    .map(([key, leaf]) => `${key} ${JSON.stringify(leaf.value)}`)
    .toSorted();
}

const objectAt = (leaves: Leaves, path: readonly string[]) =>
  [...leaves].some(([key, leaf]) => isBelow(key, path) || (key === JSON.stringify(path) && isObject(leaf.value)));
