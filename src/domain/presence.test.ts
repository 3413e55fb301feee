import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { JsonObject } from "./json.ts";
import { droppingMs, type Presence, presenceState, readPresence, supersedes } from "./presence.ts";

const hour = 3_600_000;
const epoch = Date.UTC(2026, 10, 21);

interface Connection {
  /** How long the client had been away before. */
  readonly awayMs: number;
  readonly lastsMs: number;
  /** Version numbers may skip. */
  readonly skip: number;
  /** The events' own times are approximate. */
  readonly wrongBy: readonly [connected: number, disconnected: number];
  /** The connection was taken over: its disconnect is told, at the time of the next connect. */
  readonly takenOver: boolean;
}

const connection: fc.Arbitrary<Connection> = fc.record({
  awayMs: fc.oneof(fc.integer({ min: 0, max: 40 * 60_000 }), fc.integer({ min: 70 * 60_000, max: 200 * hour })),
  lastsMs: fc.integer({ min: 0, max: 100 * hour }),
  skip: fc.integer({ min: 0, max: 3 }),
  wrongBy: fc.tuple(fc.integer({ min: -120_000, max: 120_000 }), fc.integer({ min: -120_000, max: 120_000 })),
  takenOver: fc.boolean(),
});

/** A client's true history, as AWS numbers it: a number per connection, starting over after an hour without one. */
function historyOf(connections: readonly Connection[], stillConnected: boolean): readonly Presence[] {
  let [at, version] = [epoch, -1];
  return connections.flatMap(({ awayMs, lastsMs, skip, wrongBy, takenOver }, index) => {
    const away = takenOver && index > 0 ? 0 : awayMs;
    at += away;
    version = away > hour ? 0 : version + 1 + skip;
    const of = (status: Presence["status"], wrong: number): Presence => ({
      clientId: "device_1",
      status,
      at: at + wrong,
      heardAt: 0,
      versionNumber: version,
      sessionIdentifier: `session ${index}`,
      disconnectReason: undefined,
      clientInitiated: undefined,
      ipAddress: undefined,
      principalIdentifier: undefined,
    });
    const connected = of("connected", wrongBy[0]);
    at += lastsMs;
    if (stillConnected && index === connections.length - 1) return [connected];
    return [connected, of("disconnected", wrongBy[1])];
  });
}

test("however its events are shuffled and repeated, a client ends as its true history ended", () => {
  const told = fc
    .tuple(fc.array(connection, { minLength: 1, maxLength: 8 }), fc.boolean())
    .map(([connections, stillConnected]) => historyOf(connections, stillConnected))
    .chain((history) =>
      fc.record({
        last: fc.constant(history.at(-1)),
        heard: fc
          .array(fc.constantFrom(...history), { maxLength: 12 })
          .chain((again) => fc.shuffledSubarray([...history, ...again], { minLength: history.length + again.length })),
      }),
    );
  fc.assert(
    fc.property(told, ({ last, heard }) => {
      const shown = heard.reduce((known, event) => (supersedes(event, known) ? event : known));
      expect(shown).toEqual(last);
    }),
    { numRuns: 10_000 },
  );
});

const sample: JsonObject = {
  clientId: "device_1",
  timestamp: 1_573_002_340_451,
  eventType: "disconnected",
  sessionIdentifier: "00000000-0000-0000-0000-000000000000",
  principalIdentifier: "1234",
  clientInitiatedDisconnect: true,
  disconnectReason: "CLIENT_INITIATED_DISCONNECT",
  versionNumber: 0,
};

test("the document of AWS's page is read whole", () => {
  expect(readPresence(sample, 7)).toEqual({
    clientId: "device_1",
    status: "disconnected",
    at: 1_573_002_340_451,
    heardAt: 7,
    versionNumber: 0,
    sessionIdentifier: "00000000-0000-0000-0000-000000000000",
    disconnectReason: "CLIENT_INITIATED_DISCONNECT",
    clientInitiated: true,
    ipAddress: undefined,
    principalIdentifier: "1234",
  });
});

test("whatever JSON arrives instead, it is read as an event with a time that can be shown, or not at all", () => {
  const almost = fc
    .tuple(fc.constantFrom(...Object.keys(sample)), fc.jsonValue())
    .map(([name, value]) => Object.fromEntries([...Object.entries(sample), [name, value]]));
  fc.assert(
    fc.property(fc.oneof(almost, fc.jsonValue()), (value) => {
      const presence = readPresence(JSON.parse(JSON.stringify(value)), 0);
      if (!presence) return;
      expect(Number.isNaN(new Date(presence.at).getTime())).toBe(false);
      expect(presence.clientId).not.toBe("");
    }),
  );
});

const event = (told: Partial<Presence> = {}): Presence => {
  const presence = readPresence(sample, epoch);
  if (!presence) throw new Error("the sample is an event");
  return { ...presence, ...told };
};
const live = { live: true, since: epoch - 1000, lostAt: undefined } as const;
const index = (connected: boolean, at?: number) => ({ connected, at, disconnectReason: undefined, heardAt: epoch });

test("a disconnect is first said to be dropping, and five seconds later believed", () => {
  const heard = { event: event(), index: undefined };
  expect(presenceState(heard, live, epoch + droppingMs - 1).kind).toBe("dropping");
  expect(presenceState(heard, live, epoch + droppingMs).kind).toBe("disconnected");
});

test("while our own connection is lost everybody is unknown, since it was lost", () => {
  const lost = { live: false, since: epoch, trouble: undefined } as const;
  const heard = { event: event({ status: "connected" }), index: index(true, epoch) };
  expect(presenceState(heard, lost, epoch)).toEqual({ kind: "unknown", since: epoch });
});

test("what was heard before our connection broke does not count after it", () => {
  const old = event({ status: "connected", heardAt: live.since - 1 });
  expect(presenceState({ event: old, index: undefined }, live, epoch).kind).toBe("unknown");
});

test("back again, those of whom nothing was heard yet are unknown since the loss, until the index or an event tells", () => {
  const again = { ...live, lostAt: epoch - 60_000 };
  const old = event({ status: "connected", heardAt: again.since - 1 });
  const before = { ...index(true, 5), heardAt: again.since - 1 };
  const unknown = presenceState({ event: old, index: before }, again, epoch);
  expect(unknown).toEqual({ kind: "unknown", since: epoch - 60_000 });
  expect(presenceState({ event: old, index: index(true, 5) }, again, epoch).kind).toBe("connected");
});

test("the index answers for those who have not spoken, and tells who never connected", () => {
  expect(presenceState({ event: undefined, index: index(true, 5) }, live, epoch).kind).toBe("connected");
  expect(presenceState({ event: undefined, index: index(false, 5) }, live, epoch).kind).toBe("disconnected");
  expect(presenceState({ event: undefined, index: index(false) }, live, epoch).kind).toBe("never-seen");
});

test("of an event and the index, the later one is believed", () => {
  const connected = event({ status: "connected", at: 10 });
  expect(presenceState({ event: connected, index: index(false, 9) }, live, epoch).kind).toBe("connected");
  expect(presenceState({ event: connected, index: index(false, 11) }, live, epoch).kind).toBe("disconnected");
});
