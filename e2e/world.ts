import { test as base } from "@playwright/test";

import { type Fleet, startFleet } from "#devices/index.ts";
import { type LocalAws, startLocalAws } from "#local/index.ts";

import { type ConsoleConfig, consoleConfig } from "../scripts/console-config.ts";
import { servePreview } from "../scripts/console-server.ts";

/** Everything that runs behind one worker's browser. */
export interface World {
  readonly aws: LocalAws;
  readonly fleet: Fleet;
  readonly url: string;
  /** Lines that the embedded AWS told since the world began: refusals with the statement that decided. */
  readonly told: readonly string[];
  /** What config.json answers instead, until the test ends. */
  configure(change: (config: ConsoleConfig) => ConsoleConfig): void;
}

interface Workers {
  readonly sharedWorld: World;
}

function asItIs(config: ConsoleConfig): ConsoleConfig {
  return config;
}

/** `test` with a world: an embedded AWS, a few devices that answer at once, and the built console. */
export const test = base.extend<{ readonly world: World }, Workers>({
  sharedWorld: [
    // Playwright reads the fixtures a fixture needs from its first parameter, even when they are none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const told: string[] = [];
      let change = asItIs;
      await using aws = await startLocalAws({ seed: "demo", port: 0, tell: (line) => void told.push(line) });
      await using site = await servePreview({ port: 0, config: () => change(consoleConfig(aws.outputs)) });
      await using fleet = await startFleet({ endpoint: aws.outputs.endpoints.aws, things: 12, delayMs: [0, 200] });
      await use({ aws, fleet, url: site.url, told, configure: (other) => (change = other) });
    },
    { scope: "worker" },
  ],
  world: async ({ sharedWorld }, use) => {
    await use(sharedWorld);
    sharedWorld.configure(asItIs);
  },
});

export { expect } from "@playwright/test";
