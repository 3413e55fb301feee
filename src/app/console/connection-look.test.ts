import { expect, test } from "vitest";

import type { ConnectionState, Feed } from "#domain/connection.ts";
import { Trouble } from "#domain/trouble.ts";

import { lookOf } from "./connection-look.ts";

const deaf: Feed = { live: false, since: undefined, trouble: undefined };
const connected: ConnectionState = { kind: "connected", since: 1, clientId: "id" };
const trouble = new Trouble("connection-lost");

test.each<[string, ConnectionState, Feed, string]>([
  ["stands and hears", connected, { live: true, since: 1, lostAt: undefined }, "live"],
  ["stands and is about to hear", connected, deaf, "listening"],
  ["stands and may not hear", connected, { ...deaf, trouble: new Trouble("subscribe-not-authorized") }, "refused"],
  ["waits", { kind: "waiting", attempt: 2, trouble, lostAt: 1, retryAt: 9 }, deaf, "waiting"],
  ["has stopped", { kind: "stopped", trouble, lostAt: 1 }, deaf, "stopped"],
  [
    "tries",
    { kind: "connecting", attempt: 1, step: "policy", lostAt: undefined, trouble: undefined },
    deaf,
    "connecting",
  ],
  ["tries again", { kind: "connecting", attempt: 2, step: "socket", lostAt: 5, trouble }, deaf, "reconnecting"],
  ["has not begun", { kind: "idle" }, deaf, "starting"],
])("a connection that %s is shown as such", (_, state, feed, word) => {
  const look = lookOf(state, feed);
  expect(look.word).toBe(word);
  // Green is for what can be believed, and for nothing else.
  expect(look.tone === "ok").toBe(word === "live");
});
