import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { IoTClient, ListThingsCommand, CreateThingCommand } from "@aws-sdk/client-iot";
import { GetThingShadowCommand, IoTDataPlaneClient, UpdateThingShadowCommand } from "@aws-sdk/client-iot-data-plane";
import * as v from "valibot";
import { expect, test } from "vitest";

const Outputs = v.object({
  region: v.string(),
  endpoints: v.object({ aws: v.string() }),
  admin: v.object({ accessKeyId: v.string(), secretAccessKey: v.string() }),
});
const Counted = v.object({ version: v.number(), state: v.object({ desired: v.object({ count: v.number() }) }) });

/** The embedded AWS as a process of its own, that can be killed. */
async function startProcess(data: string) {
  const main = new URL("../main.ts", import.meta.url).pathname;
  const options = ["--seed", "empty", "--port", "0", "--print-outputs", "--log-level", "silent", "--data", data];
  const child = spawn(process.execPath, ["--import", "tsx", "--no-warnings", main, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += String(chunk);
    if (printed.endsWith("}\n")) break;
  }
  const { region, endpoints, admin } = v.parse(Outputs, JSON.parse(printed));
  const reached = { region, endpoint: endpoints.aws, credentials: admin, maxAttempts: 1 };
  return {
    iot: new IoTClient(reached),
    shadows: new IoTDataPlaneClient(reached),
    kill: async () => {
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
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
    const aws = await startProcess(data);
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

  const aws = await startProcess(data);
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
