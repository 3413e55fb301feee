import { expect, test } from "vitest";
import { WebSocket as WebSocketClient } from "ws";

import { manualClock } from "#local/account/clock.ts";

import { openHttpDoor } from "./http.ts";

test("what goes wrong behind the door is told and answered with 500, and an upgrade is hung up on", async () => {
  const failures: unknown[] = [];
  await using door = await openHttpDoor(
    { host: "127.0.0.1", port: 0 },
    {
      clock: manualClock(),
      failed: (error) => void failures.push(String(error)),
      answer: async ({ path }) => {
        if (path === "/rejects") throw new Error("the account could not be opened");
        return { status: 200, headers: { "x-bad": "two\nlines" }, body: "" };
      },
      upgrade: async () => {
        throw new Error("no world");
      },
    },
  );
  const here = `127.0.0.1:${door.port}`;

  expect((await fetch(`http://${here}/rejects`)).status).toBe(500);
  expect((await fetch(`http://${here}/bad-header`)).status).toBe(500);
  const socket = new WebSocketClient(`ws://${here}/mqtt`);
  await expect(new Promise((_resolve, reject) => socket.on("error", reject))).rejects.toThrow("socket hang up");

  expect(failures).toEqual([
    "Error: the account could not be opened",
    expect.stringContaining("ERR_INVALID_CHAR"),
    "Error: no world",
  ]);
});
