import { expect, test } from "vitest";

import type { Feed } from "#domain/connection.ts";
import { readPresence } from "#domain/presence.ts";
import { disconnected } from "#testing/lifecycleEvents.ts";
import { thing } from "#testing/things.ts";

import { type FleetFacts, rowMaker } from "./fleet-rows.ts";

const start = Date.UTC(2026, 10, 21);
const feed: Feed = { live: true, since: start, lostAt: undefined };
const things = Array.from({ length: 10_000 }, (_, index) => thing(`device_${index}`, { heardAt: start }));
const facts: FleetFacts = { things, events: new Map(), shadows: new Map(), feed };

function heard(clientId: string, heardAt: number) {
  const presence = readPresence(disconnected({ clientId, versionNumber: 3, timestamp: heardAt }), heardAt);
  return presence ? new Map([[clientId, presence]]) : new Map();
}

test("news of one thing makes one new row; all others are the same objects", () => {
  const make = rowMaker();
  const before = make(facts, start);
  const after = make({ ...facts, events: heard("device_77", start + 1000) }, start + 1000);
  const changed = after.rows.filter((row, index) => row !== before.rows[index]);
  expect(changed.map((row) => row.thing.thingName)).toEqual(["device_77"]);
  expect(after.counts).toMatchObject({ things: 10_000, connected: 9999, dropping: 1 });
  expect(after.nextDue).toBe(start + 6000);
});

test("a shadow that is heard live counts more than the one in the index", () => {
  const [first] = things;
  if (!first) throw new Error("no things");
  const shadow = {
    desired: { power: "OFF" },
    reported: { power: "ON" },
    metadata: { desired: {}, reported: {} },
    version: 2,
    heardAt: start,
  };
  const made = rowMaker()({ ...facts, shadows: new Map([[first.thingName, { shadow }]]) }, start);
  expect(made.counts.asked).toBe(1);
  expect(made.rows[0]?.shadow).toEqual({ path: ["power"], reported: "ON", desired: "OFF", pending: 1 });
});
