import { expect, test } from "vitest";

import { manualClock } from "#local/account/clock.ts";

import { connectClient, type TestClient } from "./mqtt-clients.ts";
import { openedAccount } from "./opened-account.ts";

/** What a new subscription brings, up to a message published after it. */
async function broughtBy(client: TestClient, filter: string, options: { rh?: 0 | 1 | 2 } = {}) {
  const before = client.arrived.length;
  await client.mqtt.subscribeAsync(filter, { qos: 1, ...options });
  await client.mqtt.subscribeAsync("end", { qos: 1 });
  const end = `end of ${before}`;
  await client.mqtt.publishAsync("end", end, { qos: 1 });
  await client.message(({ text }) => text === end);
  return client.arrived.slice(before, -1).map(({ text, packet }) => ({ text, retain: packet.retain }));
}

test("a retained message comes to those who subscribe to exactly its topic later", async () => {
  await using aws = await openedAccount();
  await using publisher = await connectClient(aws, { clientId: "publisher" });
  await publisher.mqtt.publishAsync("state/lamp", "on", { qos: 1, retain: true });
  await publisher.mqtt.publishAsync("state/lamp", "passing", { qos: 1 });
  await using later = await connectClient(aws, { clientId: "later" });

  expect(await broughtBy(later, "state/+")).toEqual([]);
  expect(await broughtBy(later, "state/lamp")).toEqual([{ text: "on", retain: true }]);
});

test("whoever is subscribed already gets it without the flag, unless he asked for the flag", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws, { clientId: "client" });
  await client.mqtt.subscribeAsync({ plain: { qos: 1 }, flagged: { qos: 1, rap: true } });

  await client.mqtt.publishAsync("plain", "1", { qos: 1, retain: true });
  await client.mqtt.publishAsync("flagged", "2", { qos: 1, retain: true });
  await client.message(({ text }) => text === "2");

  expect(client.arrived.map(({ packet }) => packet.retain)).toEqual([false, true]);
});

test("an empty retained message removes the kept one and reaches the subscribers", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.publishAsync("a", "kept", { qos: 1, retain: true });
  await client.mqtt.subscribeAsync("a", { qos: 1, rh: 2 });

  await client.mqtt.publishAsync("a", "", { qos: 1, retain: true });

  expect((await client.message(({ topic }) => topic === "a")).text).toBe("");
  await client.mqtt.unsubscribeAsync("a");
  expect(await broughtBy(client, "a")).toEqual([]);
});

test("retain handling: always, only for a new subscription, never", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);
  await client.mqtt.publishAsync("a", "kept", { qos: 1, retain: true });
  const kept = [{ text: "kept", retain: true }];

  expect(await broughtBy(client, "a", { rh: 2 })).toEqual([]);
  expect(await broughtBy(client, "a", { rh: 1 })).toEqual([]);
  expect(await broughtBy(client, "a", { rh: 0 })).toEqual(kept);
  await client.mqtt.unsubscribeAsync("a");
  expect(await broughtBy(client, "a", { rh: 1 })).toEqual(kept);
});

test("a retained message is gone after its expiry", async () => {
  const clock = manualClock(Date.now());
  await using aws = await openedAccount({ clock });
  await using client = await connectClient(aws);
  await client.mqtt.publishAsync("a", "x", { qos: 1, retain: true, properties: { messageExpiryInterval: 10 } });

  clock.advance(9_000);
  expect(await broughtBy(client, "a")).toHaveLength(1);
  expect(client.arrived[0]?.packet.properties?.messageExpiryInterval).toBe(1);
  clock.advance(2_000);
  expect(await broughtBy(client, "a")).toEqual([]);
});

test("nothing can be retained on a topic of AWS", async () => {
  await using aws = await openedAccount();
  await using client = await connectClient(aws);

  await expect(
    client.mqtt.publishAsync("$aws/things/t/shadow/update", "{}", { qos: 1, retain: true }),
  ).rejects.toMatchObject({ code: 144 });
});
