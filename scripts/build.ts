import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = `${root}.cache/console-build`;

/** Builds the console into dist/, unless what stands there was built from the same sources. Returns whether it had to. */
export async function buildConsole(): Promise<boolean> {
  const digest = digestOfSources();
  if (read(stamp) === digest && read(`${root}dist/index.html`) !== undefined) return false;
  await build({ root, logLevel: "warn" });
  mkdirSync(`${root}.cache`, { recursive: true });
  writeFileSync(stamp, digest);
  return true;
}

function digestOfSources(): string {
  const hash = createHash("sha256");
  const folders = ["src", "public"].flatMap((folder) =>
    readdirSync(`${root}${folder}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
      .map((entry) => `${entry.parentPath}/${entry.name}`),
  );
  const single = ["index.html", "vite.config.ts", "package.json", "package-lock.json"].map((name) => `${root}${name}`);
  for (const file of [...folders, ...single].toSorted())
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest("hex");
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write((await buildConsole()) ? "Built the console into dist/.\n" : "dist/ is up to date.\n");
}
