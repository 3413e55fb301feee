import type { Store, Table } from "./store.ts";

/** Counts the changes of some tables, so that what was concluded from them can be kept until one changes. */
export interface Generation {
  /** Grows with every change. */
  readonly number: number;
  /** The same store, its tables watched. */
  watch(store: Store): Store;
}

export function openGeneration(): Generation {
  let number = 0;
  const watchTable = <V>(table: Table<V>): Table<V> => ({
    get: (key) => table.get(key),
    has: (key) => table.has(key),
    set: (key, value) => {
      number += 1;
      table.set(key, value);
    },
    delete: (key) => {
      number += 1;
      return table.delete(key);
    },
    entries: () => table.entries(),
    keys: () => table.keys(),
    values: () => table.values(),
    get size() {
      return table.size;
    },
  });
  return {
    get number() {
      return number;
    },
    watch: (store) => ({
      ...store,
      table: (name) => watchTable(store.table(name)),
      clear: () => {
        number += 1;
        return store.clear();
      },
    }),
  };
}
