import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as v from "valibot";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const Report = v.object({ diagnostics: v.array(v.object({ code: v.string(), filename: v.string() })) });

/** What each room must not import, one of each kind: docs/ARCHITECTURE.md. */
const planted: Readonly<Record<string, readonly string[]>> = {
  "src/domain": ["react", "#live/live.ts", "#words/en.ts", "../live/live.ts"],
  "src/words": ["#live/live.ts", "#ui/Button.tsx", "aws-amplify"],
  "src/ui": ["#domain/thing.ts", "#words/en.ts", "@aws-sdk/client-iot"],
  "src/live": ["react", "#aws/ask.ts", "aws-iot-device-sdk-v2"],
  "src/aws": ["react", "zustand", "#live/live.ts"],
  "src/features/fleet": ["#aws/ask.ts", "#app/App.tsx", "#features/thing/desk.ts", "../thing/desk.ts", "aws-amplify"],
  "src/app": ["aws-amplify/auth", "#local/index.ts", "#testing/things.ts"],
  "local-aws/wire": ["#local/account/account.ts", "#local/services/iot/index.ts", "#domain/thing.ts"],
  "local-aws/authz": ["#local/account/account.ts", "#local/wire/record.ts", "@aws-sdk/client-iot"],
  "local-aws/account": ["#local/services/iot/index.ts", "#local/doors/http.ts"],
  "local-aws/services/iot": [
    "#local/services/iam/index.ts",
    "../iam/index.ts",
    "#local/doors/http.ts",
    "#domain/thing.ts",
  ],
  "local-aws/doors": ["#domain/thing.ts"],
  devices: ["#local/index.ts", "#domain/thing.ts"],
  infra: ["#local/index.ts", "#domain/thing.ts"],
  scripts: ["#live/live.ts", "#local/account/store.ts", "#devices/main.ts", "../local-aws/main.ts"],
  e2e: ["../local-aws/account/store.ts", "#domain/thing.ts", "#local/wire/record.ts", "#devices/main.ts"],
  bench: ["../src/live/Shadows.ts", "#features/thing/desk.ts", "#local/account/account.ts", "#devices/wire/x.ts"],
};
const allowed: Readonly<Record<string, readonly string[]>> = {
  "src/features/fleet": ["#domain/thing.ts", "#live/live.ts", "#ui/Button.tsx", "#words/en.ts"],
  e2e: ["#local/index.ts", "#devices/index.ts"],
  bench: ["#local/index.ts", "#scripts/build.ts"],
};

/** Of these imports, each in a file of its own in a room, those that the linter refuses, as `room imports what`. */
async function refused(imports: Readonly<Record<string, readonly string[]>>): Promise<readonly string[]> {
  const house = mkdtempSync(join(tmpdir(), "walls-"));
  using _ = { [Symbol.dispose]: () => rmSync(house, { recursive: true }) };
  // The walls need no types, and there are none here to ask.
  const rules = readFileSync(join(root, ".oxlintrc.json"), "utf8").replace('"typeAware": true', '"typeAware": false');
  writeFileSync(join(house, ".oxlintrc.json"), rules);
  const files = new Map(
    Object.entries(imports).flatMap(([room, names]) =>
      names.map((name, index) => [`${room}/planted${index}.ts`, `${room} imports ${name}`]),
    ),
  );
  for (const [file, sentence] of files) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), `import * as it from "${sentence.split(" imports ")[1]}";\nvoid it;\n`);
  }
  const output = await new Promise<string>((resolve) => {
    const args = ["--format", "json", "--config", ".oxlintrc.json", "."];
    execFile(join(root, "node_modules/.bin/oxlint"), args, { cwd: house }, (_error, stdout) => resolve(stdout));
  });
  const { diagnostics } = v.parse(Report, JSON.parse(output));
  const found = diagnostics.filter(({ code }) => code.includes("no-restricted-imports"));
  return found.map(({ filename }) => files.get(filename.replaceAll("\\", "/")) ?? filename).toSorted();
}

function sentences(imports: Readonly<Record<string, readonly string[]>>): readonly string[] {
  return Object.entries(imports)
    .flatMap(([room, names]) => names.map((name) => `${room} imports ${name}`))
    .toSorted();
}

test("no room can be entered through a wall", async () => {
  expect(await refused(planted)).toEqual(sentences(planted));
});

test("the doors between the rooms are open", async () => {
  expect(await refused(allowed)).toEqual([]);
});
