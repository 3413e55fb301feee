import type { Table } from "./store.ts";

/** The keys of a table in their order, so that a page of many can begin anywhere without sorting them all again. */
export interface SortedKeys {
  /** The keys after `key`, or all of them. */
  after(key: string | undefined): IterableIterator<string>;
  added(key: string): void;
  deleted(key: string): void;
}

export function sortKeys(table: Table<unknown>): SortedKeys {
  const keys = [...table.keys()];
  let inOrder = false;

  const sorted = () => {
    // Cheap when only the newest are out of place: the engine's sort finds the long run that is in order.
    if (!inOrder) keys.sort(compare);
    inOrder = true;
    return keys;
  };

  return {
    after: function* (key) {
      const all = sorted();
      for (let at = key === undefined ? 0 : firstAfter(all, key); at < all.length; at++) yield all[at] ?? "";
    },
    added: (key) => {
      inOrder &&= keys.length === 0 || compare(keys.at(-1) ?? "", key) < 0;
      keys.push(key);
    },
    deleted: (key) => {
      const at = firstAfter(sorted(), key) - 1;
      if (keys[at] === key) keys.splice(at, 1);
    },
  };
}

/** By UTF-16 code unit, which for the characters of AWS names is the order of their bytes. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function firstAfter(keys: readonly string[], key: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(keys[middle] ?? "", key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
