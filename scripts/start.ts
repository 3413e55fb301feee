import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { DataProblem, type LocalAws, printOnce, startLocalAws } from "#local/index.ts";

import { buildConsole } from "./build.ts";
import { consoleConfig } from "./console-config.ts";
import { serveSources, servePreview } from "./console-server.ts";
import { readOptions, readPort, refuse } from "./options.ts";

/** `npm start` and `npm run dev`: the whole world on this machine, until Ctrl-C. */

const help = `Starts the embedded AWS with its demo people, the simulated devices and the console.

  npm start -- [options]        the built console
  npm run dev -- [options]      the console from its sources, with reload

  --console-port N    the console (default 4173)
  --port N            the embedded AWS (default 4566)
  --things N          simulated devices (default 25)
  --data DIR          keep the embedded AWS's state in DIR (default: in memory)
  --quiet             do not print refusals as they happen
  --help              this text
`;

const command = "npm start";
const values = readOptions(command, help, {
  dev: { type: "boolean", default: false },
  "console-port": { type: "string", default: "4173" },
  port: { type: "string", default: "4566" },
  things: { type: "string", default: "25" },
  data: { type: "string" },
  quiet: { type: "boolean", default: false },
});
const port = readPort(command, "port", values.port);
const consolePort = readPort(command, "console-port", values["console-port"]);
if (!/^\d+$/.test(values.things)) refuse(command, `--things must be a number, not '${values.things}'`);

await start().catch((error: unknown) => {
  process.stderr.write(`${whyNot(error)}\n`);
  process.exit(1);
});

async function start(): Promise<void> {
  const building = values.dev ? undefined : buildConsole();
  const aws = await startLocalAws({
    seed: "demo",
    warm: true,
    port,
    ...(values.data === undefined ? {} : { data: values.data }),
    ...(values.quiet ? {} : { tell: printOnce((line) => void process.stdout.write(`  aws  ${line}\n`)) }),
  });
  const devices = startDevices(aws);
  if (await building) process.stdout.write("Built the console.\n");
  const serve = values.dev ? serveSources : servePreview;
  const site = await serve({ port: consolePort, config: () => consoleConfig(aws.outputs) });
  process.stdout.write(welcome(site.url, aws));

  const stop = async () => {
    devices.kill("SIGINT");
    await site[Symbol.asyncDispose]();
    await aws[Symbol.asyncDispose]();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

/** In a process of their own: devices meet the embedded AWS on the wire, like everybody. */
function startDevices(aws: LocalAws) {
  const program = fileURLToPath(new URL("../devices/main.ts", import.meta.url));
  const args = ["fleet", "--things", values.things, "--endpoint", aws.outputs.endpoints.aws, "--quiet"];
  const devices = spawn(process.execPath, ["--import", "tsx", "--no-warnings", program, ...args], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  // Whatever ends this program, also a console that cannot be built, ends the devices.
  process.once("exit", () => devices.kill());
  return devices;
}

function welcome(url: string, { outputs }: LocalAws): string {
  const people = (outputs.operators ?? []).map(
    ({ username, password, groups, note }) =>
      `    ${username.padEnd(10)} ${password.padEnd(18)} ${groups.join(", ") || "no group"}${note === undefined ? "" : `: ${note}`}`,
  );
  return [
    "",
    `  The console       ${url}`,
    `  The embedded AWS  ${outputs.endpoints.aws} (its pools, keys and people: ${outputs.endpoints.aws}/_local/outputs.json)`,
    "",
    "  Sign in as",
    ...people,
    "",
    "  Ctrl-C ends everything.",
    "",
    "",
  ].join("\n");
}

function whyNot(error: unknown): string {
  if (error instanceof DataProblem) return error.message;
  if (!(error instanceof Error)) return String(error);
  // Vite says it in words alone.
  if (("code" in error && error.code === "EADDRINUSE") || /^Port \d+ is already in use$/.test(error.message))
    return `${error.message}. Choose other ports with --port and --console-port.`;
  return error.stack ?? error.message;
}
