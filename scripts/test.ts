import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

import { readOptions, refuse } from "./options.ts";
import { installMissing, type Tool, tools } from "./tools.ts";

/** `npm test`: every check, a line for each with its time. Ends with 0 only if all that was not named with --without passed. */

interface Part {
  readonly name: string;
  readonly what: string;
  readonly command: readonly string[];
}

const run = (program: string, ...args: readonly string[]) => [`node_modules/.bin/${program}`, ...args];
const script = (name: string, ...args: readonly string[]) => [
  process.execPath,
  "--import",
  "tsx",
  "--no-warnings",
  `scripts/${name}`,
  ...args,
];

const parts: readonly Part[] = [
  { name: "format", what: "oxfmt", command: run("oxfmt", "--check", ".") },
  { name: "lint", what: "oxlint, with the walls between the rooms", command: run("oxlint", "--deny-warnings") },
  { name: "types", what: "tsc", command: run("tsc", "-b") },
  { name: "unused", what: "knip", command: run("knip") },
  { name: "unit", what: "rules, properties, components", command: run("vitest", "run", "--project", "unit") },
  { name: "wire", what: "the embedded AWS and real clients", command: run("vitest", "run", "--project", "wire") },
  { name: "build", what: "the console", command: script("build.ts") },
  { name: "bytes", what: "the budgets of the bundle", command: script("bundle-sizes.ts", "--check") },
  { name: "e2e", what: "an operator in Chromium", command: run("playwright", "test") },
];

const help = `Runs every check, with a line for each; ends with 0 only if all passed.

  npm test -- [options]

  --without PART    leave a part out; may be given several times
  --only PART       run this part; may be given several times
  --help            this text

${parts.map(({ name, what }) => `  ${name.padEnd(8)} ${what}`).join("\n")}
`;
const values = readOptions("npm test", help, {
  without: { type: "string", multiple: true, default: [] },
  only: { type: "string", multiple: true, default: [] },
});
const unknown = [...values.without, ...values.only].find((name) => !parts.some((part) => part.name === name));
if (unknown !== undefined) refuse("npm test", `There is no part '${unknown}'`);

const chosen = parts.filter(
  ({ name }) => !values.without.includes(name) && (values.only.length === 0 || values.only.includes(name)),
);
const missing = chosen.some(({ name }) => name === "wire" || name === "e2e") ? installMissing(tools) : [];
if (missing.length > 0) process.stdout.write(`${missingTools(missing)}\n`);

let failed = 0;
for (const part of parts) {
  if (!chosen.includes(part)) report(part, "without");
  // One after the other: the machine's cores belong to one part at a time, so that its time means something.
  // oxlint-disable-next-line no-await-in-loop
  else if (!(await passes(part))) failed += 1;
}
process.stdout.write(failed === 0 ? "\nAll passed.\n" : `\n${failed} of ${chosen.length} failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function passes(part: Part): Promise<boolean> {
  const start = performance.now();
  const [program = "", ...args] = part.command;
  const output: Buffer[] = [];
  const child = spawn(program, args, {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: { ...process.env, NODE_NO_WARNINGS: "1", FORCE_COLOR: process.stdout.isTTY ? "1" : "0" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number>((resolve) => {
    child.on("error", () => resolve(1));
    child.on("close", (status) => resolve(status ?? 1));
  });
  report(part, code === 0 ? "passed" : "FAILED", performance.now() - start);
  if (code !== 0) process.stdout.write(`${Buffer.concat(output).toString()}\n`);
  return code === 0;
}

function report({ name, what }: Part, outcome: string, ms?: number): void {
  const time = ms === undefined ? "" : `${(ms / 1000).toFixed(1)} s`;
  process.stdout.write(`${outcome.padEnd(8)} ${name.padEnd(7)} ${time.padStart(8)}  ${what}\n`);
}

function missingTools(lacking: readonly Tool[]): string {
  return [
    "Missing on this machine, so the parts that need them will fail:",
    ...lacking.map(({ name, debian }) => `  ${name} (Debian: apt-get install ${debian})`),
    "Install them, or leave the parts out by name: npm test -- --without wire --without e2e",
  ].join("\n");
}
