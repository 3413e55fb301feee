// Runs a TypeScript program of this folder on a bare Node: installs the dependencies first when they are missing or out of date.
// Plain JavaScript, since nothing is installed yet that could read anything else.
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`);
}

// npm writes the second file at the end of every installation.
if (writtenAt("package-lock.json") > writtenAt("node_modules/.package-lock.json")) {
  process.stdout.write("Installing the dependencies (once) …\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}

const [program, ...options] = process.argv.slice(2);
run(process.execPath, ["--import", "tsx", "--no-warnings", `${root}scripts/${program}`, ...options]);

function run(command, args) {
  // Ctrl-C goes to the whole group: the program below ends in its own way, and this one waits for it.
  process.on("SIGINT", () => {});
  const { status, signal, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (error) fail(`${command} could not be started: ${error.message}`);
  if (status !== 0) process.exit(status ?? (signal === "SIGINT" ? 130 : 1));
}

function writtenAt(file) {
  return statSync(`${root}${file}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
