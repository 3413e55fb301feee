import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { diskStore } from "./store.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "yagura-store-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test("what was settled is there when the store is opened again", async () => {
  {
    await using store = diskStore(directory);
    store.table<{ readonly n: number }>("things").set("a", { n: 1 });
    store.table<{ readonly n: number }>("things").set("b", { n: 2 });
    store.table<{ readonly n: number }>("things").delete("a");
    await store.settled();
  }
  await using again = diskStore(directory);

  expect([...again.table("things").entries()]).toEqual([["b", { n: 2 }]]);
});

test("a large store opens again as it was, row after row", async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => [`device_${n}`, { n, text: "x".repeat(n % 700) }] as const);
  {
    await using store = diskStore(directory);
    const things = store.table("things");
    for (const [name, thing] of rows) things.set(name, thing);
    await store.settled();
  }
  // Copying more than the row from the buffer that lmdb uses for all of them took 2 ms a row.
  await using again = diskStore(directory);

  expect(new Map(again.table("things").entries())).toEqual(new Map(rows));
});

test("names that a device may choose survive, __proto__ among them, and bytes stay bytes", async () => {
  const hostile: unknown = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}');
  {
    await using store = diskStore(directory);
    store.table<unknown>("shadows").set("hostile", hostile);
    store.table<Uint8Array>("retained").set("bytes", Buffer.from([0, 255, 10]));
    await store.settled();
  }
  await using again = diskStore(directory);

  expect(JSON.stringify(again.table("shadows").get("hostile"))).toBe(JSON.stringify(hostile));
  expect(Buffer.from(again.table<Uint8Array>("retained").get("bytes") ?? [])).toEqual(Buffer.from([0, 255, 10]));
  expect({}).not.toHaveProperty("polluted");
});

test("a store that was cleared is empty, also when it is opened again", async () => {
  {
    await using store = diskStore(directory);
    store.table("things").set("a", 1);
    await store.clear();
    expect(store.table("things").size).toBe(0);
  }
  await using again = diskStore(directory);

  expect(again.table("things").size).toBe(0);
});
