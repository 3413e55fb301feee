import * as fc from "fast-check";
import { expect, test } from "vitest";

import { sortKeys } from "./sorted-keys.ts";
import { memoryStore } from "./store.ts";

test("keys come in their order from any place on, whatever was added and deleted", () => {
  const key = fc.string({ unit: fc.constantFrom("a", "b", "1", "_", "-"), minLength: 1, maxLength: 3 });
  const change = fc.record({ key, deleted: fc.boolean(), readAfter: fc.option(key, { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(key), fc.array(change, { maxLength: 30 }), (before, changes) => {
      const table = memoryStore().table<true>("keys");
      for (const one of before) table.set(one, true);
      const sorted = sortKeys(table);
      for (const { key: one, deleted, readAfter } of changes) {
        if (deleted && table.delete(one)) sorted.deleted(one);
        if (!deleted && !table.has(one)) {
          table.set(one, true);
          sorted.added(one);
        }
        const expected = [...table.keys()].toSorted().filter((other) => readAfter === undefined || other > readAfter);
        expect([...sorted.after(readAfter)]).toEqual(expected);
      }
    }),
  );
});
