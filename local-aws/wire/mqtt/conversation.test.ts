import { expect, test } from "vitest";

import { connected } from "#local/tests/networkless-connection.ts";

test.each([3, 4] as const)(
  "MQTT version %d: past a hundred unanswered messages the next wait for an answer",
  async (protocolVersion) => {
    const heard: { readonly topic: string; readonly answer: () => void }[] = [];
    const world = connected({
      packet: { protocolVersion, ...(protocolVersion === 3 && { protocolId: "MQIsdp" }) },
      behind: {
        publish: ({ topic }) =>
          new Promise((resolve) => {
            heard.push({ topic, answer: () => resolve({ code: 0 }) });
          }),
      },
    });
    for (let n = 1; n <= 103; n += 1)
      world.hear({ cmd: "publish", topic: `${n}`, payload: "x", qos: 1, messageId: n, dup: false, retain: false });
    expect(heard).toHaveLength(100);

    heard[0]?.answer();
    await Promise.resolve();
    await Promise.resolve();

    expect(heard.map(({ topic }) => topic).slice(99)).toEqual(["100", "101"]);
    expect(world.closeCode()).toBeUndefined();
  },
);

test("MQTT 3.1.1: who never waits for an answer is not waited for either", () => {
  const world = connected({ packet: { protocolVersion: 4 }, behind: { publish: () => new Promise(() => {}) } });
  for (let n = 0; n <= 10_100; n += 1)
    world.hear({
      cmd: "publish",
      topic: "a",
      payload: "x",
      qos: 1,
      messageId: (n % 65_535) + 1,
      dup: false,
      retain: false,
    });

  expect(world.endings).toMatchObject([{ reason: "CLIENT_ERROR" }]);
});
