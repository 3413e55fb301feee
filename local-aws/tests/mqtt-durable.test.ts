import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { connectClient } from "./mqtt-clients.ts";

async function directory() {
  const path = await mkdtemp(join(tmpdir(), "local-aws-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

test("shadows and retained messages that were acknowledged are there after a restart", async () => {
  await using data = await directory();
  const update = '{"state":{"desired":{"a":{"b":1},"list":[1.5,"x",{}]}}}';
  {
    await using aws = await startLocalAws({ port: 0, data: data.path });
    await using client = await connectClient(aws);
    await client.mqtt.publishAsync("$aws/things/t/shadow/update", update, { qos: 1 });
    await client.mqtt.publishAsync("state", "kept", { qos: 1, retain: true, properties: { contentType: "text" } });
  }

  await using aws = await startLocalAws({ port: 0, data: data.path });
  await using client = await connectClient(aws);
  await client.mqtt.subscribeAsync(["state", "$aws/things/t/shadow/get/accepted"], { qos: 1 });
  await client.mqtt.publishAsync("$aws/things/t/shadow/get", "", { qos: 1 });

  const { text, packet } = await client.message(({ topic }) => topic === "state");
  expect(text).toBe("kept");
  expect(packet).toMatchObject({ retain: true, properties: { contentType: "text" } });
  const shadow = await client.message(({ topic }) => topic.endsWith("/accepted"));
  expect(shadow.text).toContain('"desired":{"a":{"b":1},"list":[1.5,"x",{}]}');
});

test("a version number goes on after a restart, and nobody is connected any more", async () => {
  await using data = await directory();
  {
    await using aws = await startLocalAws({ port: 0, data: data.path });
    await using client = await connectClient(aws, { clientId: "device_1" });
    expect(client.mqtt.connected).toBe(true);
  }

  await using aws = await startLocalAws({ port: 0, data: data.path });
  await using watcher = await connectClient(aws, { clientId: "watcher" });
  await watcher.mqtt.subscribeAsync("$aws/events/presence/connected/+", { qos: 1 });
  await using client = await connectClient(aws, { clientId: "device_1" });
  expect(client.mqtt.connected).toBe(true);

  expect(JSON.parse((await watcher.message(() => true)).text)).toMatchObject({ versionNumber: 1 });
});
