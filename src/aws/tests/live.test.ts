import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { desiredAt } from "#domain/shadow.ts";
import { thingName } from "#domain/thing.ts";
import { type Live, openLive } from "#live/live.ts";

import { type Console, openConsole } from "./console.ts";
import { account } from "./things.ts";
import { openWorld, troubleOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.aws.reset());
afterAll(() => world[Symbol.asyncDispose]());

const device = thingName("device_1");

/** What an operator's console is told, without its pixels. */
async function openOperator(
  username: string,
): Promise<{ readonly console: Console; readonly live: Live } & AsyncDisposable> {
  const console = await openConsole(world, username);
  const live = openLive({
    connection: console.access.connection,
    thingNamePrefix: "device_",
    frame: (task) => {
      const timer = setTimeout(task, 0);
      return () => clearTimeout(timer);
    },
  });
  await expect.poll(() => live.feed.getState().live, { timeout: 10_000 }).toBe(true);
  const close = async () => {
    live[Symbol.dispose]();
    await console[Symbol.asyncDispose]();
  };
  return { console, live, [Symbol.asyncDispose]: close };
}

test("a device comes and goes, and is seen to", async () => {
  await using operator = await openOperator("hanako");
  const seen = () => operator.live.presences.byClientId.getState().get(device);
  const client = await account(world).connectDevice(device);
  await expect.poll(() => seen()?.status).toBe("connected");
  await client.endAsync();
  await expect
    .poll(() => seen())
    .toMatchObject({
      status: "disconnected",
      disconnectReason: "CLIENT_INITIATED_DISCONNECT",
      clientInitiated: true,
    });
});

test("a change goes to the device and is followed until the device reports it", async () => {
  const owner = account(world);
  await owner.updateShadow(device, { reported: { power: "OFF" } });
  const client = await owner.connectDevice(device);
  await client.subscribeAsync(`$aws/things/${device}/shadow/update/delta`, { qos: 1 });
  client.on("message", (_topic, payload) => {
    const { state }: { readonly state: Readonly<Record<string, string>> } = JSON.parse(payload.toString());
    const report = JSON.stringify({ state: { reported: state } });
    client.publish(`$aws/things/${device}/shadow/update`, report, { qos: 1 });
  });
  await using operator = await openOperator("hanako");
  const { shadows } = operator.live;
  shadows.watch(device);
  await expect.poll(() => shadows.byThing.getState().get(device)?.status).toBe("current");

  expect(await shadows.setDesired(device, { power: "ON" })).toBe(2);
  const kind = () => shadows.changes.getState().get(device)?.[0]?.progress.kind;
  await expect.poll(kind).toBe("obeyed");
  expect(shadows.byThing.getState().get(device)?.shadow).toMatchObject({
    desired: { power: "ON" },
    reported: { power: "ON" },
    version: 3,
  });
  await client.endAsync();
});

test("twenty-five changes at once all arrive, ten at a time", async () => {
  await using operator = await openOperator("hanako");
  const { shadows } = operator.live;
  const versions = await Promise.all(
    Array.from({ length: 25 }, (_none, power) => shadows.setDesired(device, { power })),
  );
  expect(versions.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_none, index) => index + 1));
});

test("a change that is too deep is rejected in AWS's words", async () => {
  await using operator = await openOperator("hanako");
  const { shadows } = operator.live;
  const deep = desiredAt(
    Array.from({ length: 12 }, () => "level"),
    1,
  );
  const rejected = await troubleOf(shadows.setDesired(device, deep));
  expect(rejected).toMatchObject({ code: "shadow-rejected", facts: { code: 400 } });
  expect(rejected.facts["detail"]).toContain("levels of nesting");
});

test("a viewer reads every shadow and changes none", async () => {
  const owner = account(world);
  await owner.updateShadow(device, { reported: { power: "OFF" } });
  await using operator = await openOperator("ichiro");
  const { shadows } = operator.live;
  shadows.watch(device);
  await expect.poll(() => shadows.byThing.getState().get(device)?.status).toBe("current");
  const refused = await troubleOf(shadows.setDesired(device, { power: "ON" }));
  expect(refused).toMatchObject({ code: "publish-not-authorized", facts: { reasonCode: 135 } });
});

test("a thing outside the operators' prefix is refused by the filter's name", async () => {
  await using operator = await openOperator("hanako");
  const { shadows } = operator.live;
  const other = thingName("boiler_1");
  shadows.watch(other);
  await expect.poll(() => shadows.byThing.getState().get(other)?.trouble?.code).toBe("subscribe-not-authorized");
});

test("hostile messages on a topic that is heard change nothing", async () => {
  const owner = account(world);
  await using operator = await openOperator("hanako");
  const { shadows } = operator.live;
  shadows.watch(device);
  await expect.poll(() => shadows.byThing.getState().get(device)?.status).toBe("missing");
  const client = await owner.connectDevice("device_2");
  const topic = `$aws/things/${device}/shadow/update/documents`;
  const payloads = ["[".repeat(100_000), '{"__proto__":{"polluted":1},"current":{"state":{}}}', "\u0000", "1e999"];
  // The topic is AWS's own, so nobody else can speak on it: the refusal is the broker's, and the console hears nothing.
  await Promise.all(payloads.map((payload) => client.publishAsync(topic, payload, { qos: 1 }).catch(() => {})));
  expect(shadows.byThing.getState().get(device)?.status).toBe("missing");
  client.end(true);
});
