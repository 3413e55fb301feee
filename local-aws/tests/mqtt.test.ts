import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { connectClient } from "./mqtt-clients.ts";

test.each([4, 5] as const)("MQTT version %d: what one client publishes another receives", async (protocolVersion) => {
  await using aws = await startLocalAws({ port: 0 });
  await using alice = await connectClient(aws, { clientId: "alice", protocolVersion });
  await using bob = await connectClient(aws, { clientId: "bob", protocolVersion });

  await bob.mqtt.subscribeAsync("greetings/+", { qos: 1 });
  await alice.mqtt.publishAsync("greetings/bob", "hello", { qos: 1 });

  const { text, packet } = await bob.message(({ topic }) => topic === "greetings/bob");
  expect(text).toBe("hello");
  expect(packet.qos).toBe(1);
});
