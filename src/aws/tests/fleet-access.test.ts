import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { ConnectionState } from "#domain/connection.ts";
import { thingName } from "#domain/thing.ts";

import { openFleetAccess } from "#aws/fleet-access.ts";
import type { IdTokenSource } from "#aws/id-token.ts";
import { openSignIn } from "#aws/sign-in.ts";

import { browserless, openConsole } from "./console.ts";
import { account } from "./things.ts";
import { configOf, memoryStorage, openWorld, password, troubleOf, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(() => world.aws.reset());
afterAll(() => world[Symbol.asyncDispose]());

const console = (username: string, change = {}) =>
  openConsole(world, username, { config: configOf(world.aws, change) });

test("an operator is connected: identity, policy, socket, one after the other", async () => {
  await using opened = await console("hanako");
  const steps: string[] = [];
  opened.access.connection.onState((state) => steps.push("step" in state ? state.step : state.kind));
  const state = await opened.until("connected");
  expect(steps).toEqual(["policy", "socket", "connected"]);
  expect(state.clientId).toMatch(/^ap-northeast-1:/);
  expect(opened.access.identity()?.identityId).toBe(state.clientId);
});

test("somebody in no group is told that he is no operator, and no attempt follows", async () => {
  await using opened = await console("taro");
  const { trouble } = await opened.until("stopped");
  expect(trouble).toMatchObject({ code: "not-an-operator", facts: { detail: expect.stringContaining("groups") } });
});

test("without a policy the connection is refused with the identity that lacks it; once it is attached, it stands", async () => {
  await using opened = await console("hanako", { attach: { route: "none" } });
  const { trouble } = await opened.until("waiting");
  const identityId = opened.access.identity()?.identityId ?? "";
  expect(trouble).toMatchObject({ code: "connect-not-authorized", facts: { identityId } });

  await account(world).attachPolicy("yagura-operator", identityId);
  opened.access.connection.connectNow();
  expect((await opened.until("connected")).clientId).toBe(identityId);
});

test("a policy that was detached meanwhile is asked for again", async () => {
  await using opened = await console("hanako");
  const { clientId } = await opened.until("connected");
  const owner = account(world);
  await owner.detachPolicy("yagura-operator", clientId);
  const intruder = await owner.connectDevice(clientId);
  await opened.until("stopped");

  const steps: string[] = [];
  opened.access.connection.onState((state) => steps.push("step" in state ? state.step : state.kind));
  opened.access.connection.connectNow();
  expect((await opened.until("connected")).clientId).toBe(clientId);
  expect(steps).toContain("policy");
  intruder.end(true);
});

test("a token that the identity pool refuses is renewed once", async () => {
  const signIn = openSignIn(world.config, memoryStorage());
  await signIn.signIn("hanako", password);
  const asked: unknown[] = [];
  const idToken: IdTokenSource = async (how) => {
    asked.push(how);
    return how?.renewed ? signIn.idToken(how) : { text: "not.a.token", clockOffset: undefined };
  };
  await using access = openFleetAccess(world.config, { idToken }, browserless);
  await expect.poll(() => access.connection.state.kind, { timeout: 10_000 }).toBe("connected");
  expect(asked).toEqual([undefined, { renewed: true }]);
});

test("an operator may not attach policies, and the refusal names the policy", async () => {
  await using opened = await console("hanako", { attach: { route: "iot", policyName: "yagura-operator" } });
  const { trouble } = await opened.until("waiting");
  expect(trouble).toMatchObject({ code: "attach-refused", facts: { policyName: "yagura-operator" } });
  expect(trouble.facts["detail"]).toContain("iot:AttachPolicy");
});

test("a back end that is not there is unreachable, by name", async () => {
  await using opened = await console("hanako", { attach: { route: "backend", url: "http://localhost:1/attach" } });
  expect((await opened.until("waiting")).trouble).toMatchObject({
    code: "unreachable",
    facts: { host: "localhost:1" },
  });
});

test("an identity pool that does not know the operator's pool refuses in its own words", async () => {
  const unknown = { identityPoolId: "ap-northeast-1:00000000-0000-0000-0000-000000000000" };
  await using opened = await console("hanako", unknown);
  const { trouble } = await opened.until("waiting");
  expect(trouble).toMatchObject({ code: "identity-pool-refused", facts: unknown });
  expect(trouble.facts["detail"]).toContain("not found");
});

test("who signs in elsewhere takes the connection over, and the one who lost it does not fight", async () => {
  await using here = await console("hanako");
  await here.until("connected");
  await using there = await console("hanako");
  await there.until("connected");
  expect((await here.until("stopped")).trouble.code).toBe("taken-over");
  expect(there.access.connection.state.kind).toBe("connected");
});

test("a viewer hears, and is told which topic he may not publish to", async () => {
  await using opened = await console("ichiro");
  await opened.until("connected");
  const topic = "$aws/things/device_1/shadow/update";
  expect(await troubleOf(opened.access.connection.publish(topic, new Uint8Array()))).toMatchObject({
    code: "publish-not-authorized",
    facts: { topic, reasonCode: 135 },
  });
});

test("a filter that the policy does not allow is refused by its name, and the connection stands", async () => {
  await using opened = await console("hanako");
  const { connection } = opened.access;
  await opened.until("connected");
  const answer = new Promise((resolve) => connection.subscribe(["secrets/#"], resolve));
  expect(await answer).toMatchObject({
    code: "subscribe-not-authorized",
    facts: { topicFilter: "secrets/#", reasonCode: 135 },
  });
  expect(connection.state.kind).toBe("connected");
});

test("without a connection nothing is published, now or later", async () => {
  await using opened = await console("taro");
  await opened.until("stopped");
  const { connection } = opened.access;
  expect((await troubleOf(connection.publish("$aws/things/device_1/shadow/get", new Uint8Array()))).code).toBe(
    "not-connected",
  );
});

test("AWS gone: lost, then unreachable, each attempt announced; back again: connected, and subscribed as before", async () => {
  const data = await mkdtemp(join(tmpdir(), "yagura-"));
  const first = await openWorld({ data });
  const { port } = new URL(first.aws.outputs.endpoints.aws);
  await using opened = await openConsole(first, "hanako");
  const { connection } = opened.access;
  await opened.until("connected");
  const answers: unknown[] = [];
  connection.subscribe(["$aws/events/presence/connected/+"], (refusal) => answers.push(refusal));
  await expect.poll(() => answers).toEqual([undefined]);

  const waits: string[] = [];
  connection.onState((state) => state.kind === "waiting" && waits.push(state.trouble.code));
  await first[Symbol.asyncDispose]();
  const lost = await opened.until("waiting");
  expect(["server-closed", "connection-lost"]).toContain(lost.trouble.code);
  expect(lost.lostAt).toBeLessThanOrEqual(Date.now());
  expect(lost.retryAt).toBeGreaterThan(Date.now());
  opened.wake();
  await expect.poll(() => waits.at(-1), { timeout: 10_000 }).toBe("unreachable");

  await using again = await openWorld({ data, port: Number(port) });
  expect(again.aws.outputs.endpoints).toEqual(first.aws.outputs.endpoints);
  opened.wake();
  await opened.until("connected");
  await expect.poll(() => answers).toEqual([undefined, undefined]);
  await rm(data, { recursive: true });
});

test("the fleet comes from the index with connectivity and shadow, in pages", async () => {
  const owner = account(world);
  await Promise.all(Array.from({ length: 120 }, (_none, index) => owner.createThing(`device_${index}`)));
  await owner.createThing("somebody_else");
  await owner.updateShadow("device_7", { reported: { power: "ON" }, desired: { power: "OFF" } });
  const device = await owner.connectDevice("device_7");
  await using opened = await console("hanako");
  const { registry } = opened.access;

  const page = await registry.listThings({});
  expect(page.source).toBe("index");
  expect(page.things).toHaveLength(100);
  const rest = await registry.listThings({ nextToken: page.nextToken });
  expect(rest).toMatchObject({ nextToken: undefined });
  const all = [...page.things, ...rest.things];
  expect(new Set(all.map((thing) => thing.thingName)).size).toBe(120);
  expect(all.find((thing) => thing.thingName === "device_7")).toMatchObject({
    connectivity: { connected: true, at: expect.any(Number) },
    indexedShadow: { desired: { power: "OFF" }, reported: { power: "ON" } },
  });
  expect(all.find((thing) => thing.thingName === "device_8")?.connectivity).toMatchObject({
    connected: false,
    at: undefined,
  });
  expect(await registry.describeThing(thingName("device_7"))).toMatchObject({ connectivity: { connected: true } });
  expect(await registry.describeThing(thingName("device_none"))).toBeUndefined();
  await device.endAsync();
});

test("a prefix may hold whatever a thing name may", async () => {
  const owner = account(world);
  await Promise.all(["-site:a_1", "-site:b_1", "site"].map((name) => owner.createThing(name)));
  await using opened = await console("hanako", { thingNamePrefix: "-site:a_" });
  expect(await opened.access.registry.listThings({})).toMatchObject({
    things: [{ thingName: "-site:a_1" }],
    source: "index",
  });
});

test("without an index the registry is listed, and nothing is said of connections", async () => {
  const owner = account(world);
  await owner.createThing("device_1");
  await owner.createThing("somebody_else");
  await owner.turnOffIndex();
  await using opened = await console("hanako");
  expect(await opened.access.registry.listThings({})).toEqual({
    things: [expect.objectContaining({ thingName: "device_1", connectivity: undefined })],
    nextToken: undefined,
    source: "registry",
  });
});

test("what the role does not allow is refused with the action", async () => {
  await using opened = await console("taro");
  expect(await troubleOf(opened.access.registry.listThings({}))).toMatchObject({
    code: "not-authorized",
    facts: { action: "iot:ListThings" },
  });
});

test("disposed, it is gone from the broker and starts nothing again", async () => {
  const opened = await console("hanako");
  await opened.until("connected");
  const states: ConnectionState["kind"][] = [];
  opened.access.connection.onState(({ kind }) => states.push(kind));
  await opened[Symbol.asyncDispose]();
  opened.wake();
  expect(states).toEqual(["idle"]);
});
