import { expect, test } from "vitest";

import { Trouble } from "#domain/trouble.ts";
import { openFakeBroker } from "#testing/FakeBroker.ts";
import { connected } from "#testing/lifecycleEvents.ts";
import { manualClock, settled } from "#testing/manualClock.ts";

import { openLive } from "./live.ts";

function openWorld() {
  const clock = manualClock();
  const broker = openFakeBroker({ now: () => clock.now(), connected: false });
  const live = openLive({
    connection: broker.connection,
    thingNamePrefix: "device_",
    clock,
    frame: (task) => {
      task();
      return () => {};
    },
  });
  return { clock, broker, live };
}

test("the feed is live from the moment the broker grants the presence subscriptions", async () => {
  const { broker, live, clock } = openWorld();
  expect(live.feed.getState()).toEqual({ live: false, since: undefined, trouble: undefined });
  broker.connects();
  expect(live.connection.getState().kind).toBe("connected");
  expect(live.feed.getState().live).toBe(false);
  await settled();
  expect(live.feed.getState()).toEqual({ live: true, since: clock.now(), lostAt: undefined });
});

test("when our connection drops, nothing is believed since then, until the subscriptions stand again", async () => {
  const { broker, live, clock } = openWorld();
  broker.connects();
  await settled();
  clock.advance(5000);
  const lostAt = clock.now();
  const trouble = new Trouble("connection-lost");
  broker.drops(trouble);
  expect(live.feed.getState()).toEqual({ live: false, since: lostAt, trouble });

  clock.advance(5000);
  broker.connects();
  expect(live.feed.getState()).toMatchObject({ live: false, since: lostAt });
  await settled();
  expect(live.feed.getState()).toEqual({ live: true, since: clock.now(), lostAt });
});

test("a refused presence subscription is a feed that is not live, and says why", async () => {
  const { broker, live } = openWorld();
  broker.refusesFilter("$aws/events/presence/connected/+");
  broker.connects();
  await settled();
  expect(live.feed.getState()).toMatchObject({ live: false, trouble: { code: "subscribe-not-authorized" } });
});

test("who may listen by now asks again on the same connection", async () => {
  const { broker, live } = openWorld();
  broker.refusesFilter("$aws/events/presence/connected/+");
  broker.connects();
  await settled();
  live.connectNow();
  await settled();
  expect(live.feed.getState()).toMatchObject({ live: false, trouble: { code: "subscribe-not-authorized" } });
  broker.grantsFilter("$aws/events/presence/connected/+");
  live.connectNow();
  expect(live.feed.getState()).toMatchObject({ live: false, trouble: undefined });
  await settled();
  expect(live.feed.getState().live).toBe(true);
  expect(broker.filters).toHaveLength(2);
});

test("clients that are no things of the fleet are not remembered", () => {
  const { broker, live } = openWorld();
  broker.connects();
  broker.says("$aws/events/presence/connected/somebody", connected({ clientId: "somebody" }));
  broker.says("$aws/events/presence/connected/device_1", connected());
  expect([...live.presences.byClientId.getState().keys()]).toEqual(["device_1"]);
});

test("what nobody understands is counted and does no harm", () => {
  const { broker, live, clock } = openWorld();
  broker.connects();
  broker.says("$aws/events/presence/connected/device_1", Uint8Array.of(0xff));
  broker.says("$aws/things/device_1/shadow/update/documents", { current: { state: 7 } });
  clock.advance(1000);
  expect(live.statistics.getState()).toMatchObject({ perSecond: 2, notUnderstood: 1 });
});

test("disposed, it hears nothing and leaves no subscription", () => {
  const { broker, live } = openWorld();
  broker.connects();
  live[Symbol.dispose]();
  broker.says("$aws/events/presence/connected/device_1", connected());
  expect(live.presences.byClientId.getState().size).toBe(0);
  expect(broker.filters).toEqual([]);
});
