import { expect, test } from "vitest";

import type { ConnectionState } from "#domain/connection.ts";
import type { Message } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";
import { manualClock, settled } from "#testing/manualClock.ts";

import type { Credentials } from "./identity-pool.ts";
import type { Ending } from "./link-protocol.ts";
import { openMqttConnection } from "./mqtt-connection.ts";
import type { MqttSession, SessionListener } from "./mqtt-link.ts";

const credentials: Credentials = {
  identityId: "ap-northeast-1:me",
  accessKeyId: "ASIA",
  secretAccessKey: "secret",
  sessionToken: "token",
  expiresAt: 0,
};
const silence: Ending = { reasonCode: undefined, reasonString: undefined, detail: "[object Event]" };
const because = (reasonCode: number): Ending => ({ ...silence, reasonCode });

/** A connection over sockets that open and end when the test says so. */
function openWorld(given: { readonly credentials?: () => Promise<Credentials> } = {}) {
  const clock = manualClock();
  const sockets: { readonly at: number; readonly url: string; readonly listener: SessionListener }[] = [];
  const subscribed: (readonly string[])[] = [];
  const unsubscribed: (readonly string[])[] = [];
  const world = {
    attach: (): Promise<void> | undefined => undefined,
    diagnose: async (): Promise<Trouble> => new Trouble("unreachable", { host: "broker" }),
    suback: 1,
    wake: (): void => undefined,
  };
  let discarded = 0;
  const session: MqttSession = {
    subscribe: async (filters) => {
      subscribed.push(filters);
      return filters.map(() => world.suback);
    },
    unsubscribe: (filters) => void unsubscribed.push(filters),
    publish: async () => 0,
    close: () => {},
  };
  const connection = openMqttConnection({
    link: {
      open: ({ url }, listener) => {
        sockets.push({ at: clock.now(), url, listener });
        return session;
      },
      [Symbol.dispose]: () => {},
    },
    credentials: given.credentials ?? (async () => credentials),
    discard: () => void (discarded += 1),
    attach: () => world.attach(),
    urlFor: () => `wss://broker/mqtt?${sockets.length}`,
    diagnose: () => world.diagnose(),
    clock,
    random: () => 1,
    onWake: (listener) => {
      world.wake = listener;
      return () => {};
    },
  });
  const states: ConnectionState[] = [];
  connection.onState((state) => states.push(state));
  const opens = async () => {
    await settled();
    sockets.at(-1)?.listener.onOpened();
  };
  const ends = async (ending: Ending) => {
    await settled();
    sockets.at(-1)?.listener.onEnded(ending);
    await settled();
  };
  return {
    clock,
    connection,
    world,
    sockets,
    subscribed,
    unsubscribed,
    states,
    opens,
    ends,
    discarded: () => discarded,
  };
}

test("credentials first, then the policy, then the socket, each under its own name", async () => {
  const { world, states, opens, clock } = openWorld();
  world.attach = async () => {};
  await opens();
  expect(states.map((state) => ("step" in state ? state.step : state.kind))).toEqual(["policy", "socket", "connected"]);
  expect(states.at(-1)).toEqual({ kind: "connected", since: clock.now(), clientId: credentials.identityId });
});

test("credentials that cannot be had keep their cause, and no socket is opened", async () => {
  const { connection, sockets } = openWorld({
    credentials: () => Promise.reject(new Trouble("identity-pool-refused")),
  });
  await settled();
  expect(connection.state).toMatchObject({ kind: "waiting", trouble: { code: "identity-pool-refused" } });
  expect(sockets).toEqual([]);
});

test("each failure says what it was and when the next attempt starts, which it does", async () => {
  const { connection, ends, clock, sockets } = openWorld();
  await ends(silence);
  expect(connection.state).toMatchObject({
    kind: "waiting",
    attempt: 1,
    trouble: { code: "unreachable" },
    retryAt: clock.now() + 5000,
    lostAt: undefined,
  });
  await clock.advanceAsync(4999);
  expect(sockets).toHaveLength(1);
  await clock.advanceAsync(1);
  expect(connection.state).toMatchObject({ kind: "connecting", attempt: 2, trouble: { code: "unreachable" } });
});

test("attempts back off to 25 seconds; every one has a URL of its own", async () => {
  const { connection, ends, clock, sockets } = openWorld();
  const gaps: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    // One failure after the other: that is what is tested.
    // oxlint-disable-next-line no-await-in-loop
    await ends(silence);
    const gap = connection.state.kind === "waiting" ? connection.state.retryAt - clock.now() : 0;
    gaps.push(gap);
    // oxlint-disable-next-line no-await-in-loop
    await clock.advanceAsync(gap);
  }
  expect(gaps).toEqual([5000, 25_000, 25_000, 25_000, 25_000]);
  expect(new Set(sockets.map(({ url }) => url)).size).toBe(6);
});

test("a connection that is thrown out again and again backs off; one that stood for a while starts afresh", async () => {
  const { connection, opens, ends, clock } = openWorld();
  const wait = () => (connection.state.kind === "waiting" ? connection.state.retryAt - clock.now() : 0);
  await opens();
  await ends(silence);
  expect(wait()).toBe(5000);
  await clock.advanceAsync(5000);
  await opens();
  await clock.advanceAsync(29_999);
  await ends(silence);
  expect(wait()).toBe(25_000);
  await clock.advanceAsync(25_000);
  await opens();
  await clock.advanceAsync(30_000);
  await ends(silence);
  expect(wait()).toBe(5000);
});

test("a lost connection says since when, until it stands again", async () => {
  const { connection, opens, ends, clock, states } = openWorld();
  await opens();
  await clock.advanceAsync(500);
  const lostAt = clock.now();
  await ends(because(141));
  expect(connection.state).toMatchObject({ kind: "waiting", lostAt, trouble: { code: "kept-silent" } });
  await clock.advanceAsync(5000);
  expect(connection.state).toMatchObject({ kind: "connecting", attempt: 1, lostAt });
  await opens();
  expect(states.at(-1)?.kind).toBe("connected");
});

test("taken over, it stops and never fights; asked to, it takes the connection back", async () => {
  const { connection, opens, ends, clock, sockets, world } = openWorld();
  await opens();
  await ends(because(142));
  expect(connection.state).toMatchObject({ kind: "stopped", trouble: { code: "taken-over" } });
  world.wake();
  await clock.advanceAsync(24 * 3_600_000);
  expect(sockets).toHaveLength(1);
  connection.connectNow();
  await clock.advanceAsync(0);
  await opens();
  expect(connection.state.kind).toBe("connected");
});

test.each([
  [133, "stopped", "client-id-refused"],
  [135, "waiting", "connect-not-authorized"],
  [151, "waiting", "quota-exceeded"],
  [136, "waiting", "server-closed"],
])("CONNACK %i is %s: %s", async (reasonCode, kind, code) => {
  const { connection, ends } = openWorld();
  await ends(because(reasonCode));
  expect(connection.state).toMatchObject({ kind, trouble: { code } });
});

test("when the network is back the next attempt starts at once, but never a second CONNECT within a second", async () => {
  const { connection, ends, clock, world, sockets } = openWorld();
  await ends(silence);
  const first = sockets[0]?.at ?? 0;
  await clock.advanceAsync(300);
  world.wake();
  expect(connection.state).toMatchObject({ kind: "waiting", retryAt: first + 1000 });
  await clock.advanceAsync(700);
  expect(sockets.map(({ at }) => at - first)).toEqual([0, 1000]);
});

test.each(["clock-wrong", "credentials-expired"] as const)("%s is mended at once, but only once", async (code) => {
  const { connection, ends, world, clock, discarded } = openWorld();
  world.diagnose = async () => new Trouble(code);
  await ends(silence);
  expect(discarded()).toBe(code === "credentials-expired" ? 1 : 0);
  // The second that lies between two sockets.
  await clock.advanceAsync(1000);
  expect(connection.state).toMatchObject({ kind: "connecting", step: "socket" });
  await ends(silence);
  expect(connection.state).toMatchObject({ kind: "waiting", retryAt: clock.now() + 25_000 });
});

test("a client that must not be used stops everything, with its reason", async () => {
  const { connection, sockets } = openWorld();
  await settled();
  sockets[0]?.listener.onUnfit("aws-crt's decoder has no _decodePacket.");
  expect(connection.state).toMatchObject({ kind: "stopped", trouble: { code: "unexpected" } });
});

test("filters are subscribed on every connection, eight at a time, each once however many want it", async () => {
  const { connection, opens, ends, clock, subscribed, unsubscribed } = openWorld();
  const heard: (string | undefined)[] = [];
  const all = Array.from({ length: 20 }, (_none, index) => `t/${index}`);
  const close = connection.subscribe(all, (refusal) => heard.push(refusal?.code));
  connection.subscribe(["t/0"], (refusal) => heard.push(refusal?.code));
  await opens();
  await settled();
  expect(subscribed.map(({ length }) => length)).toEqual([8, 8, 4]);
  expect(heard).toEqual([undefined, undefined]);

  await ends(silence);
  await clock.advanceAsync(5000);
  await opens();
  await settled();
  expect(subscribed).toHaveLength(6);
  expect(heard).toHaveLength(4);

  close();
  expect(unsubscribed).toEqual([all.slice(1)]);
});

test("a filter that is refused is named to whoever wants it", async () => {
  const { connection, opens, world } = openWorld();
  world.suback = 135;
  await opens();
  const answer = new Promise((resolve) => connection.subscribe(["a"], resolve));
  expect(await answer).toMatchObject({ code: "subscribe-not-authorized", facts: { topicFilter: "a" } });
});

test("messages reach everyone who listens, as they came", async () => {
  const { connection, opens, sockets } = openWorld();
  const heard: Message[] = [];
  const stop = connection.onMessages((messages) => heard.push(...messages));
  await opens();
  const message = { topic: "t", payload: Uint8Array.of(1) };
  sockets[0]?.listener.onMessages([message, message]);
  stop();
  sockets[0]?.listener.onMessages([message]);
  expect(heard).toEqual([message, message]);
});

test("disposed in the middle of an attempt, it opens nothing any more", async () => {
  const { connection, sockets, clock, states } = openWorld();
  await connection[Symbol.asyncDispose]();
  await clock.advanceAsync(120_000);
  expect(sockets).toEqual([]);
  expect(states.map(({ kind }) => kind)).toEqual(["idle"]);
});
