import { expect, test } from "vitest";

import { type Presence, readPresence } from "#domain/presence.ts";
import { connected, disconnected } from "#testing/lifecycleEvents.ts";

import { openPresences } from "./Presences.ts";

function heard(document: ReturnType<typeof connected>): Presence {
  const presence = readPresence(document, 0);
  if (!presence) throw new Error("not an event");
  return presence;
}

/** Presences over frames that are drawn by hand. */
function presences() {
  let next: (() => void) | undefined;
  const opened = openPresences((task) => {
    next = task;
    return () => (next = undefined);
  });
  const draw = () => next?.();
  return { ...opened, draw, waits: () => next !== undefined, status: () => statusOf(opened) };
}

function statusOf({ byClientId }: Pick<ReturnType<typeof openPresences>, "byClientId">) {
  return byClientId.getState().get("device_1")?.status;
}

test("the events of one frame change the store once", () => {
  const opened = presences();
  let changes = 0;
  opened.byClientId.subscribe(() => (changes += 1));

  opened.hear(heard(connected({ versionNumber: 1 })));
  opened.hear(heard(disconnected({ versionNumber: 1 })));
  opened.hear(heard(connected({ clientId: "device_2" })));
  expect(changes).toBe(0);
  opened.draw();

  expect(changes).toBe(1);
  expect([...opened.byClientId.getState().values()].map(({ status }) => status)).toEqual(["disconnected", "connected"]);
});

test("a device that dropped stays disconnected when its connect event arrives late, in the same frame or after it", () => {
  const opened = presences();
  opened.hear(heard(disconnected({ versionNumber: 7 })));
  opened.hear(heard(connected({ versionNumber: 7 })));
  opened.draw();
  expect(opened.status()).toBe("disconnected");

  opened.hear(heard(connected({ versionNumber: 7 })));
  opened.draw();
  expect(opened.status()).toBe("disconnected");
});

test("an event that was heard before asks for no picture", () => {
  const opened = presences();
  opened.hear(heard(connected()));
  opened.draw();
  opened.hear(heard(connected()));
  expect(opened.waits()).toBe(true);
});

test("five thousand events over five thousand things take less than 20 ms", () => {
  const events = Array.from({ length: 5000 }, (_none, index) => heard(connected({ clientId: `device_${index}` })));
  const time = () => {
    const opened = presences();
    const began = performance.now();
    for (const event of events) opened.hear(event);
    opened.draw();
    expect(opened.byClientId.getState().size).toBe(5000);
    return performance.now() - began;
  };
  // The best of a few: what else this machine does must not count.
  expect(Math.min(...Array.from({ length: 5 }, time))).toBeLessThan(20);
});
