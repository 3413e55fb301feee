import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openWorld, type World, type WorldOptions } from "./open-world.ts";

/** A world of its own whose embedded AWS keeps what it has acknowledged when it is stopped. */
export async function openKeptWorld(options: WorldOptions): Promise<World> {
  const data = await mkdtemp(join(tmpdir(), "yagura-e2e-"));
  const world = await openWorld({ ...options, data });
  return {
    ...world,
    // Another one after each start.
    get aws() {
      return world.aws;
    },
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await rm(data, { recursive: true });
    },
  };
}
