import { test as base } from "@playwright/test";

import { openWorld, type World } from "./open-world.ts";
import { openWatch, type Watch } from "./watch.ts";

interface Workers {
  readonly sharedWorld: World;
}

interface Tests {
  readonly world: World;
  readonly watch: Watch;
}

/**
 * `test` with a world: an embedded AWS, a few devices that answer at once, and the built console at `/`. The tests of a worker share one; whoever
 * spoils it for others opens one of their own with `apart`.
 */
export const test = base.extend<Tests, Workers>({
  sharedWorld: [
    // Playwright reads the fixtures a fixture needs from its first parameter, even when they are none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await using world = await openWorld();
      await use(world);
    },
    { scope: "worker" },
  ],
  world: async ({ sharedWorld }, use) => {
    await use(sharedWorld);
    await sharedWorld.tidy();
  },
  baseURL: async ({ world }, use) => use(world.url),
  watch: [
    async ({ context, world }, use) => {
      const watch = openWatch((world.aws.outputs.operators ?? []).map(({ password }) => password));
      watch.over(context);
      await use(watch);
      await watch.judge();
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";
