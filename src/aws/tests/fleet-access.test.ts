import { afterAll, beforeAll, expect, test } from "vitest";

import { openWorld, type World } from "./world.ts";
import { openConsole } from "./console.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test("an operator is connected: identity, policy, socket, one after the other", async () => {
  await using opened = await openConsole(world, "hanako");
  const steps: string[] = [];
  opened.access.connection.onState((state) => steps.push("step" in state ? state.step : state.kind));
  const state = await opened.until("connected");
  expect(steps).toEqual(["policy", "socket", "connected"]);
  expect(state).toMatchObject({ clientId: opened.access.identity()?.identityId });
});
