import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { ListThingsCommand } from "@aws-sdk/client-iot";
import { expect, test } from "vitest";

import { openIotControl } from "#aws/iot-control.ts";

import { configOf, openWorld, troubleOf } from "./world.ts";

test("a control plane that takes the request and never answers is unreachable, by name", async () => {
  await using world = await openWorld();
  let heard: (() => void) | undefined;
  const asked = new Promise<void>((resolve) => (heard = resolve));
  const silent = createServer(() => heard?.());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line no-unsafe-type-assertion -- it listens on TCP
  const { port } = silent.address() as AddressInfo;
  const { endpoints } = world.config;
  let timeIsUp: (() => void) | undefined;
  using control = openIotControl({
    config: configOf(world.aws, { endpoints: { ...endpoints, iot: `http://127.0.0.1:${port}` } }),
    clock: {
      after: (_ms, task) => {
        timeIsUp = task;
        return () => {};
      },
    },
    serverClock: { offset: () => 0 },
    discard: () => {},
    credentials: async () => ({
      identityId: "me",
      accessKeyId: "ASIAEXAMPLE",
      secretAccessKey: "secret",
      sessionToken: "token",
      expiresAt: Date.now() + 3_600_000,
    }),
  });
  const trouble = troubleOf(
    control.ask("iot:ListThings", (client, options) => client.send(new ListThingsCommand({}), options)),
  );
  await asked;
  timeIsUp?.();
  expect(await trouble).toMatchObject({ code: "unreachable", facts: { host: `127.0.0.1:${port}` } });
  silent.closeAllConnections();
  silent.close();
});
