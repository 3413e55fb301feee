import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { IoTClient, ListThingsCommand, CreateThingCommand } from "@aws-sdk/client-iot";
import { GetThingShadowCommand, IoTDataPlaneClient, UpdateThingShadowCommand } from "@aws-sdk/client-iot-data-plane";
import * as v from "valibot";
import { expect, test, vi } from "vitest";

import { startProcess } from "./local-process.ts";

// Processes take their time to start where others run too.
vi.setConfig({ testTimeout: 120_000 });

const Counted = v.object({ version: v.number(), state: v.object({ desired: v.object({ count: v.number() }) }) });

async function start(data: string) {
  const aws = await startProcess(["--seed", "empty", "--log-level", "silent", "--data", data]);
  return {
    iot: new IoTClient(aws.reached),
    shadows: new IoTDataPlaneClient(aws.reached),
    kill: () => Promise.resolve(aws[Symbol.asyncDispose]()),
  };
}

test("killed in the middle of its work, it has all that it had acknowledged when it starts again", async () => {
  const data = await mkdtemp(join(tmpdir(), "local-aws-"));
  await using _ = { [Symbol.asyncDispose]: () => rm(data, { recursive: true }) };
  const things = Array.from({ length: 8 }, (_unused, index) => `device_${index}`);
  const counts = new Map(things.map((thingName) => [thingName, 0]));
  const registered: string[] = [];

  for (const round of [1, 2, 3]) {
    // Each round starts where the one before was killed.
    // oxlint-disable-next-line no-await-in-loop
    const aws = await start(data);
    let acknowledged = 0;
    let killed: Promise<void> | undefined;
    const work = async (thingName: string): Promise<void> => {
      const count = (counts.get(thingName) ?? 0) + 1;
      const payload = new TextEncoder().encode(JSON.stringify({ state: { desired: { count } } }));
      const fresh = `${thingName}_${round}_${count}`;
      await aws.shadows.send(new UpdateThingShadowCommand({ thingName, payload }));
      counts.set(thingName, count);
      await aws.iot.send(new CreateThingCommand({ thingName: fresh }));
      registered.push(fresh);
      acknowledged += 1;
      // While the others are still at it.
      if (acknowledged === 60) killed = aws.kill();
      return work(thingName);
    };
    // oxlint-disable-next-line no-await-in-loop
    const ends = await Promise.allSettled(things.map(work));
    expect(ends.every(({ status }) => status === "rejected")).toBe(true);
    expect(acknowledged).toBeGreaterThanOrEqual(60);
    // oxlint-disable-next-line no-await-in-loop
    await killed;
  }

  const aws = await start(data);
  const found = await Promise.all(
    things.map(async (thingName) => {
      const { payload } = await aws.shadows.send(new GetThingShadowCommand({ thingName }));
      return v.parse(Counted, JSON.parse(new TextDecoder().decode(payload)));
    }),
  );
  for (const [index, { version, state }] of found.entries()) {
    // The update that was under way when the process died may have been kept without an answer.
    expect(state.desired.count).toBeGreaterThanOrEqual(counts.get(things[index] ?? "") ?? 0);
    expect(version).toBeGreaterThanOrEqual(state.desired.count);
  }
  const names = new Set<string>();
  let nextToken: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = await aws.iot.send(new ListThingsCommand({ maxResults: 250, ...(nextToken ? { nextToken } : {}) }));
    for (const { thingName = "" } of page.things ?? []) names.add(thingName);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  expect(registered.filter((thingName) => !names.has(thingName))).toEqual([]);
  await aws.kill();
});
