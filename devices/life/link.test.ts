import { expect, test } from "vitest";

import { device } from "./testing.ts";

test("attempts that fail are repeated ever more slowly, never more than once a second and never less than once in 61 seconds", () => {
  const { happen, life, wait } = device();
  happen({ kind: "connect" });
  for (let attempt = 0; attempt < 40; attempt++) {
    happen({ kind: "refused" });
    wait(999);
    expect(life().link.status).toBe("away");
    wait(60_002);
    expect(life().link.status).toBe("connecting");
  }
});

test("a flapping device comes and goes every few seconds, not faster than AWS lets one client ID connect", () => {
  const { happen, wait, acts, life } = device({ habit: "flapping" });
  happen({ kind: "connect" });
  for (let second = 0; second < 600; second++) {
    if (life().link.status === "connecting") happen({ kind: "connected" });
    wait(1_000);
  }
  const drops = acts.filter((act) => act.kind === "drop").length;
  expect(drops).toBeGreaterThan(45);
  expect(drops).toBeLessThan(125);
});

test("a device that was dropped by hand stays away until it is called back", () => {
  const { online, happen, wait, life, acts } = device();
  online();
  happen({ kind: "drop", reason: "CONNECTION_LOST" });
  wait(86_400_000);
  expect(life().link.status).toBe("away");
  happen({ kind: "connect" });
  expect(acts.at(-1)).toEqual({ kind: "connect" });
});

test("a silent device gives its connection up only after the broker has", () => {
  const { online, happen, wait, acts } = device();
  online();
  happen({ kind: "drop", reason: "MQTT_KEEP_ALIVE_TIMEOUT" });
  wait(46_000);
  expect(acts.at(-1)).toEqual({ kind: "drop", reason: "MQTT_KEEP_ALIVE_TIMEOUT" });
  wait(15_000);
  expect(acts.at(-1)).toEqual({ kind: "wake" });
});
