import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { expect, test } from "vitest";

import { openOnlooker } from "#devices/fleet/testing.ts";
import { startLocalAws } from "#local/index.ts";

const program = fileURLToPath(new URL("main.ts", import.meta.url));

function run(...args: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "--no-warnings", program, ...args]);
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  return { child, exit, lines: createInterface(child.stdout), errors: () => errors };
}

test("Ctrl-C disconnects every device cleanly and ends with 0", { timeout: 30_000 }, async () => {
  await using aws = await startLocalAws({ seed: "demo", port: 0 });
  const endpoint = aws.outputs.endpoints.aws;
  await using onlooker = await openOnlooker(endpoint, ["$aws/events/presence/+/+"]);
  const { child, exit, lines } = run("fleet", "--things", "3", "--json", "--endpoint", endpoint);
  const connected: string[] = [];
  for await (const line of lines) {
    const event: { event: string; thing: string } = JSON.parse(line);
    if (event.event === "connected") connected.push(event.thing);
    if (connected.length === 3) break;
  }

  child.kill("SIGINT");
  child.kill("SIGINT");

  expect(await exit).toBe(0);
  const farewells = await Promise.all(connected.map((name) => onlooker.presence("disconnected", name)));
  expect(farewells.map(({ disconnectReason }) => disconnectReason)).toEqual(
    connected.map(() => "CLIENT_INITIATED_DISCONNECT"),
  );
});

test("without an AWS the program says so and what to do, and ends with 1", { timeout: 30_000 }, async () => {
  const { exit, errors } = run("fleet", "--endpoint", "http://127.0.0.1:1");
  expect(await exit).toBe(1);
  expect(errors()).toBe(
    "No AWS answers at http://127.0.0.1:1.\n  Start the embedded one with 'npm run local-aws', say where it listens with --endpoint URL, or use a real account with --aws.\n",
  );
});
