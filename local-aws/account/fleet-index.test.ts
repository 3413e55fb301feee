import { expect, test } from "vitest";

import { openAccount } from "./account.ts";
import { manualClock } from "./clock.ts";
import { seededIds } from "./ids.ts";
import { memoryStore } from "./store.ts";

function openFleet(size: number) {
  const account = openAccount({
    accountId: "000000000000",
    region: "ap-northeast-1",
    clock: manualClock(),
    ids: seededIds("fleet"),
    store: memoryStore(),
    endpoints: { http: () => "localhost:4566" },
    tell: () => {},
  });
  const names = Array.from({ length: size }, (_, number) => `device_${String(number).padStart(4, "0")}`);
  for (const name of names.toReversed()) account.things.create({ name, attributes: { site: "north" } });
  account.fleetIndex.configure({ thingIndexingMode: "REGISTRY", thingConnectivityIndexingMode: "STATUS" });
  const page = (query: string, after?: string, limit = 100) => {
    const { documents, more } = account.fleetIndex.query(query).page(after, limit);
    return { names: documents.map(({ thing }) => thing.name), more };
  };
  return { account, names, page };
}

test("a fleet is walked page by page, each thing once", () => {
  const { names, page } = openFleet(2000);

  const walked: string[] = [];
  for (let more = true; more;) {
    const next = page("attributes.site:north", walked.at(-1));
    walked.push(...next.names);
    ({ more } = next);
  }

  expect(walked).toEqual(names);
});

test("a walk misses nothing that stays, whatever goes and comes between its pages", () => {
  const { account, page } = openFleet(10);
  const first = page("*", undefined, 4);
  account.things.delete("device_0003");
  account.things.delete("device_0004");
  account.things.create({ name: "device_0004x" });
  account.things.create({ name: "a" });

  const second = page("*", first.names.at(-1), 100);

  expect(first.names).toEqual(["device_0000", "device_0001", "device_0002", "device_0003"]);
  expect(second.names).toEqual([
    "device_0004x",
    "device_0005",
    "device_0006",
    "device_0007",
    "device_0008",
    "device_0009",
  ]);
});

test("there is more only where a further thing matches", () => {
  const { page } = openFleet(10);

  expect(page("thingName:device_000*", undefined, 10).more).toBe(false);
  expect(page("thingName:device_000*", undefined, 9).more).toBe(true);
  expect(page("thingName:device_0000", undefined, 1).more).toBe(false);
});

test("a page of a fleet of twenty thousand takes no longer than it must", () => {
  const { page } = openFleet(20_000);
  page("*");
  const started = performance.now();

  for (let count = 0; count < 100; count++) page("attributes.site:north", "device_1");

  // A page that sorted the fleet anew would take a hundred times as long.
  expect(performance.now() - started).toBeLessThan(1500);
});
