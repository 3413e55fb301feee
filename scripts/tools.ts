import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter } from "node:path";

/** Programs that are not npm packages and that the tests use. */
export interface Tool {
  readonly name: string;
  /** The Debian package that brings it. */
  readonly debian: string;
  found(): boolean;
}

export const tools: readonly Tool[] = [
  { name: "Chromium", debian: "chromium", found: () => findChromium() !== undefined },
  { name: "the AWS CLI", debian: "awscli", found: () => onPath("aws") !== undefined },
  {
    name: "Python with boto3",
    debian: "python3-boto3",
    found: () => pythons().some((python) => imports(python, "boto3")),
  },
];

/** What a browser under test does without; as root it has no sandbox. */
export const chromiumFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Chromium, Chrome or what CHROMIUM names. */
export function findChromium(): string | undefined {
  const named = process.env["CHROMIUM"];
  if (named) return named;
  return ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    .map(onPath)
    .find((path) => path !== undefined);
}

/** Installs what is missing where the system lets us; returns what still is. */
export function installMissing(wanted: readonly Tool[]): readonly Tool[] {
  const missing = wanted.filter((tool) => !tool.found());
  const allowed = process.getuid?.() === 0 && onPath("apt-get") !== undefined;
  if (missing.length === 0 || !allowed) return missing;
  const packages = missing.map(({ debian }) => debian);
  process.stdout.write(`Installing ${packages.join(", ")} …\n`);
  aptGet("update");
  aptGet("install", "-y", "--no-install-recommends", ...packages);
  return missing.filter((tool) => !tool.found());
}

function aptGet(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env });
}

function pythons(): readonly string[] {
  return ["python3", "/usr/bin/python3"];
}

function imports(python: string, module: string): boolean {
  return spawnSync(python, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0;
}

function onPath(program: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => `${folder}/${program}`).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
