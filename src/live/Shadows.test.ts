import { expect, test } from "vitest";

import { thingName } from "#domain/thing.ts";
import { Trouble } from "#domain/trouble.ts";
import { openFakeBroker } from "#testing/FakeBroker.ts";
import { manualClock, settled } from "#testing/manualClock.ts";

import { openLive } from "./live.ts";

const device = thingName("device_1");

/** A console over a broker that knows one shadow: desired and reported OFF, version 1. */
function openWorld() {
  const clock = manualClock();
  const broker = openFakeBroker({ now: () => clock.now() });
  broker.setShadow(device, { desired: { power: "OFF" }, reported: { power: "OFF" } });
  let tokens = 0;
  const live = openLive({
    connection: broker.connection,
    thingNamePrefix: "device_",
    clock,
    newToken: () => `token ${(tokens += 1)}`,
  });
  const { shadows } = live;
  return {
    clock,
    broker,
    shadows,
    watched: () => shadows.byThing.getState().get(device),
    progress: () =>
      shadows.changes
        .getState()
        .get(device)
        ?.map(({ progress }) => progress.kind),
  };
}

/** What the promise rejects with; told apart from one that resolves. */
const troubleOf = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (error instanceof Trouble ? error.code : error),
  );

test("a watched shadow is read once its subscriptions stand, and then follows every document", async () => {
  const { broker, shadows, watched } = openWorld();
  shadows.watch(device);
  expect(watched()?.status).toBe("asking");
  await settled();
  expect(watched()).toMatchObject({ status: "current", shadow: { version: 1, reported: { power: "OFF" } } });

  broker.setShadow(device, { reported: { power: "ON" } });
  expect(watched()?.shadow).toMatchObject({ version: 2, reported: { power: "ON" } });
});

test("a document that was overtaken on the way changes nothing", async () => {
  const { broker, shadows, watched } = openWorld();
  shadows.watch(device);
  await settled();
  broker.setShadow(device, { reported: { power: "ON" } });
  const late = { current: { state: { reported: { power: "late" } }, version: 1 } };
  broker.says(`$aws/things/${device}/shadow/update/documents`, late);
  expect(watched()?.shadow?.reported).toEqual({ power: "ON" });
});

test("a thing without a shadow is missing, until it gets one; deleted, it is missing again", async () => {
  const { broker, shadows } = openWorld();
  const other = thingName("device_2");
  shadows.watch(other);
  await settled();
  expect(shadows.byThing.getState().get(other)?.status).toBe("missing");
  broker.setShadow(other, { reported: { power: "ON" } });
  expect(shadows.byThing.getState().get(other)?.status).toBe("current");
  broker.says(`$aws/things/${other}/shadow/delete/accepted`, { version: 1, timestamp: 1 });
  expect(shadows.byThing.getState().get(other)).toMatchObject({ status: "missing", shadow: undefined });
});

test("a shadow that was made anew, with lower versions, is taken when it is read again", async () => {
  const { broker, shadows, watched, clock } = openWorld();
  shadows.watch(device);
  await settled();
  broker.says(`$aws/things/${device}/shadow/update/documents`, { current: { state: {}, version: 900 } });
  clock.advance(10);
  broker.drops();
  broker.connects();
  await settled();
  expect(watched()).toMatchObject({ status: "current", shadow: { version: 1 } });
});

test("a change is followed from sending to accepted to obeyed", async () => {
  const { broker, shadows, progress } = openWorld();
  const version = shadows.setDesired(device, { power: "ON" });
  expect(progress()).toEqual(["sending"]);
  expect(await version).toBe(2);
  expect(progress()).toEqual(["accepted"]);
  broker.setShadow(device, { reported: { power: "ON" } });
  expect(progress()).toEqual(["obeyed"]);
});

test("what a colleague desires meanwhile overtakes it", async () => {
  const { broker, shadows, progress } = openWorld();
  await shadows.setDesired(device, { power: "ON" });
  broker.setShadow(device, { desired: { power: "STANDBY" } });
  expect(progress()).toEqual(["overtaken"]);
});

test("only the change is sent, with its token", async () => {
  const { broker, shadows } = openWorld();
  await shadows.setDesired(device, { power: "ON" });
  expect(broker.published.find(({ topic }) => topic.endsWith("/update"))).toEqual({
    topic: "$aws/things/device_1/shadow/update",
    document: { state: { desired: { power: "ON" } }, clientToken: "token 1" },
  });
});

test("a number that JSON cannot carry is never sent as null, which would delete the value", async () => {
  const { broker, shadows, progress } = openWorld();
  expect(await troubleOf(shadows.setDesired(device, { power: "ON", limit: [Infinity] }))).toBe("unexpected");
  expect(broker.published.filter(({ topic }) => topic.endsWith("/update"))).toEqual([]);
  expect(progress()).toEqual(["refused"]);
});

test("a rejection carries AWS's own words", async () => {
  const { broker, shadows } = openWorld();
  broker.answersShadows = false;
  const refused = shadows.setDesired(device, { power: "ON" });
  const text = "JSON contains too many levels of nesting; maximum is 6";
  await settled();
  broker.rejects(device, 400, text);
  await expect(refused).rejects.toMatchObject({ code: "shadow-rejected", facts: { code: 400, detail: text } });
});

test("a publish that the policy does not allow is refused as such", async () => {
  const { broker, shadows, progress } = openWorld();
  broker.refusesTopic("$aws/things/device_1/shadow/update");
  expect(await troubleOf(shadows.setDesired(device, { power: "ON" }))).toBe("publish-not-authorized");
  expect(progress()).toEqual(["refused"]);
});

test("without a connection a change is refused at once and never sent later", async () => {
  const { broker, shadows, progress } = openWorld();
  broker.drops();
  expect(await troubleOf(shadows.setDesired(device, { power: "ON" }))).toBe("not-connected");
  broker.connects();
  await settled();
  expect(progress()).toEqual(["refused"]);
  expect(broker.published.filter(({ topic }) => topic.endsWith("/update"))).toEqual([]);
});

test("after ten seconds of silence a change is unanswered; if the shadow then shows it, it was accepted", async () => {
  const { broker, shadows, progress, clock } = openWorld();
  broker.answersShadows = false;
  const silent = troubleOf(shadows.setDesired(device, { power: "ON" }));
  await clock.advanceAsync(10_000);
  expect(await silent).toBe("no-answer");
  expect(progress()).toEqual(["unanswered"]);
  broker.setShadow(device, { desired: { power: "ON" } });
  expect(progress()).toEqual(["accepted"]);
});

test("a connection lost on the way leaves it open, and the shadow that is read afterwards decides", async () => {
  const { broker, shadows, progress, clock } = openWorld();
  shadows.watch(device);
  await settled();
  broker.answersShadows = false;
  const lost = troubleOf(shadows.setDesired(device, { power: "ON" }));
  await settled();
  broker.drops();
  expect(await lost).toBe("connection-lost");
  expect(progress()).toEqual(["unanswered"]);

  broker.setShadow(device, { desired: { power: "ON" } });
  broker.answersShadows = true;
  clock.advance(1000);
  broker.connects();
  await settled();
  expect(progress()).toEqual(["accepted"]);
});

test("a change that nobody answered was not taken when the shadow, asked for at once, does not hold it", async () => {
  const { broker, shadows, progress, clock } = openWorld();
  shadows.watch(device);
  await settled();
  broker.answersShadows = false;
  const silent = troubleOf(shadows.setDesired(device, { power: "ON" }));
  await clock.advanceAsync(9999);
  broker.answersShadows = true;
  await clock.advanceAsync(1);
  expect(await silent).toBe("no-answer");
  await settled();
  expect(progress()).toEqual(["not-taken"]);
});

test("a change lost with the connection was not taken when the shadow does not hold it, or there is none", async () => {
  const { broker, shadows, clock } = openWorld();
  const other = thingName("device_2");
  for (const name of [device, other]) shadows.watch(name);
  await settled();
  broker.answersShadows = false;
  const lost = [device, other].map((name) => troubleOf(shadows.setDesired(name, { power: "ON" })));
  await settled();
  broker.drops();
  await Promise.all(lost);
  broker.answersShadows = true;
  clock.advance(1000);
  broker.connects();
  await settled();
  const ends = [device, other].map((name) => shadows.changes.getState().get(name)?.[0]?.progress.kind);
  expect(ends).toEqual(["not-taken", "not-taken"]);
});

test("whatever ended the connection, a change on the way is left open, not refused", async () => {
  const { broker, shadows, progress } = openWorld();
  shadows.watch(device);
  await settled();
  broker.answersShadows = false;
  const lost = troubleOf(shadows.setDesired(device, { power: "ON" }));
  await settled();
  broker.drops(new Trouble("server-closed", { reasonCode: 139 }));
  expect(await lost).toBe("connection-lost");
  expect(progress()).toEqual(["unanswered"]);
});

test("no more than ten requests of a thing are under way; the others wait for their turn", async () => {
  const { broker, shadows, progress } = openWorld();
  shadows.watch(device);
  await settled();
  broker.answersShadows = false;
  const all = Array.from({ length: 25 }, (_none, index) => shadows.setDesired(device, { power: index }));
  await settled();
  const sent = () => broker.published.filter(({ topic }) => topic.endsWith("/update"));
  expect(sent()).toHaveLength(10);
  for (let answered = 0; answered < 25; answered += 1) {
    const { clientToken } = sent()[answered]?.document ?? {};
    const accepted = { state: {}, version: answered + 2, clientToken: clientToken ?? "" };
    broker.says("$aws/things/device_1/shadow/update/accepted", accepted);
    expect(sent().length).toBe(Math.min(25, 11 + answered));
  }
  expect(await Promise.all(all)).toHaveLength(25);
  expect(progress()).toHaveLength(20);
});

test("a refused subscription says why the shadow is unknown", async () => {
  const { broker, shadows, watched } = openWorld();
  broker.refusesFilter("$aws/things/device_1/shadow/get/accepted");
  shadows.watch(device);
  await settled();
  expect(watched()).toMatchObject({ status: "unknown", trouble: { code: "subscribe-not-authorized" } });
});

test("a refused subscription is asked for again with the next reading, and with the next change", async () => {
  const { broker, shadows, watched, progress } = openWorld();
  const filter = "$aws/things/device_1/shadow/get/accepted";
  broker.refusesFilter(filter);
  shadows.watch(device);
  await settled();
  expect(await troubleOf(shadows.setDesired(device, { power: "ON" }))).toBe("subscribe-not-authorized");
  broker.grantsFilter(filter);
  shadows.refresh(device);
  await settled();
  expect(watched()).toMatchObject({ status: "current", trouble: undefined });
  expect(await shadows.setDesired(device, { power: "ON" })).toBe(2);
  expect(progress()).toEqual(["accepted", "refused"]);
});

test("whoever looks away for a moment finds it still there; after five seconds it is let go", async () => {
  const { broker, shadows, watched, clock } = openWorld();
  const look = shadows.watch(device);
  await settled();
  look();
  clock.advance(4999);
  const lookAgain = shadows.watch(device);
  clock.advance(5000);
  expect(watched()?.status).toBe("current");
  lookAgain();
  lookAgain();
  clock.advance(5000);
  expect(watched()).toBeUndefined();
  expect(broker.filters).toHaveLength(2);
});
