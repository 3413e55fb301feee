import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CreateThingCommand, DescribeThingCommand, IoTClient } from "@aws-sdk/client-iot";
import { IoTDataPlaneClient, UpdateThingShadowCommand } from "@aws-sdk/client-iot-data-plane";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { DataProblem, startLocalAws } from "#local/index.ts";

import { startProcess } from "./local-process.ts";

// Processes take their time to start where others run too.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
/** Not there yet, and with a dot in its name. */
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "local-aws-"));
  data = join(folder, "state.d");
});
afterEach(() => rm(folder, { recursive: true }));

const keeping = () => ["--seed", "empty", "--data", data];

test("two processes do not share a directory, and one that was killed does not keep it", async () => {
  {
    await using first = await startProcess(keeping());
    const refusal = `${data} is in use by process ${first.child.pid}. `;
    await expect(startProcess(keeping())).rejects.toThrow(refusal);
    await expect(startLocalAws({ port: 0, data })).rejects.toThrow(refusal);
    await new IoTClient(first.reached).send(new CreateThingCommand({ thingName: "device_1" }));
  }
  await using next = await startProcess(keeping());

  const thing = await new IoTClient(next.reached).send(new DescribeThingCommand({ thingName: "device_1" }));
  expect(thing.thingName).toBe("device_1");
});

test("a directory is free again when what had it has stopped, or could not start", async () => {
  await using other = await startLocalAws({ port: 0 });
  const taken = Number(new URL(other.outputs.endpoints.aws).port);
  await expect(startLocalAws({ port: taken, data })).rejects.toThrow("EADDRINUSE");
  await (await startLocalAws({ port: 0, data }))[Symbol.asyncDispose]();
  await using aws = await startLocalAws({ port: 0, data });

  await expect(startLocalAws({ port: 0, data })).rejects.toThrow(DataProblem);
  expect(aws.outputs.region).toBe("ap-northeast-1");
});

test("a zombie keeps no directory, nor does another process that got its number", async () => {
  await mkdir(data);
  // The shell becomes another program, which asks after no child.
  const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 60"], { stdio: ["ignore", "pipe", "ignore"] });
  await using _ = { [Symbol.asyncDispose]: async () => void parent.kill() };
  const zombie = Number(await new Promise<Buffer>((resolve) => parent.stdout.once("data", resolve)));
  await expect.poll(() => readFile(`/proc/${zombie}/stat`, "utf8")).toMatch(/ Z /);

  await writeFile(join(data, "process"), `${zombie}\n`);
  await (await startLocalAws({ port: 0, data }))[Symbol.asyncDispose]();
  await writeFile(join(data, "process"), `${parent.pid} 1\n`);
  await (await startLocalAws({ port: 0, data }))[Symbol.asyncDispose]();
  await writeFile(join(data, "process"), `${parent.pid}\n`);
  await expect(startLocalAws({ port: 0, data })).rejects.toThrow(`${data} is in use by process ${parent.pid}. `);
});

test.each([
  ["where nothing can be made", "/proc/local-aws/state", "ENOENT"],
  ["that is a file", import.meta.filename, "it is not a directory"],
  ["below a file", join(import.meta.filename, "state"), "ENOTDIR"],
])("a directory %s is refused in one line that says why", async (_, place, cause) => {
  const said = startProcess(["--data", place]).then(String, ({ message }: Error) => message);

  expect((await said).split("\n")).toEqual([expect.stringContaining(`${place} cannot keep the state: ${cause}`), ""]);
});

test("what a directory holds is not opened as another region's, or as of another seed", async () => {
  await (await startLocalAws({ port: 0, data, region: "eu-west-1" }))[Symbol.asyncDispose]();

  const holds = `${data} holds an account with the seed empty in eu-west-1`;
  await expect(startLocalAws({ port: 0, data })).rejects.toThrow(`${holds}, not empty in ap-northeast-1.`);
  await expect(startLocalAws({ port: 0, data, region: "eu-west-1", seed: "demo" })).rejects.toThrow(
    `${holds}, not demo in eu-west-1.`,
  );
  await expect(startProcess(keeping())).rejects.toThrow(/^[^\n]*not empty in ap-northeast-1\.[^\n]*\n$/);
});

test("on a full disk nothing is acknowledged any more, in words, and nothing hangs or ends", async () => {
  // No file may grow past 1 MiB: to the program, as if the disk were full.
  await using aws = await startProcess(keeping(), "ulimit -f 2048");
  const shadows = new IoTDataPlaneClient(aws.reached);
  const write = (n: number) =>
    shadows.send(
      new UpdateThingShadowCommand({
        thingName: `device_${n}`,
        payload: new TextEncoder().encode(JSON.stringify({ state: { desired: { filler: "x".repeat(7000) } } })),
      }),
    );
  const fill = async (n: number): Promise<unknown> => {
    try {
      await write(n);
    } catch (error) {
      return error;
    }
    return n < 1000 ? fill(n + 1) : undefined;
  };

  expect(await fill(0)).toMatchObject({ $metadata: { httpStatusCode: 500 } });
  await expect(write(2000)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  expect(aws.said()).toContain(`${data} cannot be written any more.`);
  expect(aws.child.exitCode).toBeNull();
});
