import { expect, test } from "vitest";

import { openAccount } from "./account.ts";
import { manualClock } from "./clock.ts";
import { seededIds } from "./ids.ts";
import { memoryStore } from "./store.ts";

function opened() {
  const clock = manualClock();
  const store = memoryStore();
  const account = openAccount({
    accountId: "000000000000",
    region: "ap-northeast-1",
    clock,
    ids: seededIds("sweep"),
    store,
    endpoints: { http: () => "localhost" },
    tell: () => {},
  });
  return { account, clock, store };
}

test("clients that came once are forgotten with their version numbers, things are not", () => {
  const { account, clock } = opened();
  const visit = (clientId: string) =>
    account.connectivity
      .open(
        {
          clientId,
          principalId: "A",
          keepAliveSeconds: 30,
          cleanSession: true,
          sessionExpirySeconds: 0,
          sourceIp: "127.0.0.1",
          sourcePort: 1,
        },
        () => {},
      )
      .closed("CLIENT_INITIATED_DISCONNECT");
  account.things.create({ name: "thing" });
  visit("thing");
  for (let n = 0; n < 900; n += 1) visit(`early-${n}`);
  clock.advance(3_600_000);

  for (let n = 0; n < 100; n += 1) visit(`late-${n}`);

  expect(account.connectivity.byClientId.size).toBeLessThanOrEqual(101);
  expect(account.connectivity.byClientId.has("thing")).toBe(true);
});

test("the versions of deleted shadows are forgotten when they end", async () => {
  const { account, clock, store } = opened();
  const come = async (name: string) => {
    await account.shadows.request("update", name, Buffer.from('{"state":{}}'), "HTTP");
    await account.shadows.request("delete", name, Buffer.of(), "HTTP");
  };
  await Promise.all(Array.from({ length: 900 }, (_, n) => come(`early-${n}`)));
  clock.advance(48 * 3_600_000);

  await Promise.all(Array.from({ length: 100 }, (_, n) => come(`late-${n}`)));

  expect(store.table("iot-deleted-shadows").size).toBe(100);
});
