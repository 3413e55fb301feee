import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

/**
 * How much JavaScript and CSS a browser has to fetch, in gzip bytes, read from Vite's manifest of dist/: until the form is drawn, until somebody can sign in,
 * and until the fleet is live. Prints JSON; with --check it fails when a budget is exceeded.
 */

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
  /** Scripts among them are workers. */
  readonly assets?: readonly string[];
}

const signIn = ["index.html", "src/aws/sign-in.ts"];
const fleet = [...signIn, "src/app/console/Console.tsx", "src/aws/fleet-access.ts"];

/** Gzip bytes. The fleet's goal is 300 kB; the difference is the MQTT client's cryptography and polyfills. */
const budgets = { form: 90_000, signIn: 120_000, fleet: 350_000 };

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
if (!existsSync(`${dist}.vite/manifest.json`)) throw new Error("There is no build: npm run build");
const manifest: Readonly<Record<string, Chunk>> = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8"));

const sizes = {
  form: sizeOf(filesOf(["index.html"])),
  signIn: sizeOf(filesOf(signIn)),
  fleet: sizeOf(filesOf(fleet)),
};
process.stdout.write(`${JSON.stringify({ gzipBytes: sizes, budgets }, undefined, 2)}\n`);

const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const exceeded = (["form", "signIn", "fleet"] as const).filter((until) => sizes[until].total > budgets[until]);
if (values.check && exceeded.length > 0) {
  process.stderr.write(`Over budget: ${exceeded.join(", ")}.\n`);
  process.exitCode = 1;
}

/** The files of these chunks and of all that they import statically. */
function filesOf(keys: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const files = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`The build has no chunk ${key}.`);
    if (seen.has(key)) return;
    seen.add(key);
    const workers = (chunk.assets ?? []).filter((file) => file.endsWith(".js"));
    for (const file of [chunk.file, ...(chunk.css ?? []), ...workers]) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const key of keys) visit(key);
  return [...files];
}

function sizeOf(files: readonly string[]) {
  const entries = files.map((file) => [file, gzipSync(readFileSync(dist + file), { level: 9 }).length] as const);
  return {
    total: entries.reduce((sum, [, size]) => sum + size, 0),
    files: Object.fromEntries(entries.toSorted(([, a], [, b]) => b - a)),
  };
}
