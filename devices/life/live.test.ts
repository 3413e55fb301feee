import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type Json, ownAt, sameJson } from "./json.ts";
import { dueAt, reportedState } from "./life.ts";
import { readWishes, settingPaths } from "./settings.ts";
import { anyHappening, device, wish } from "./testing.ts";

test("a device does everything that it is asked and can do, and says so", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(wish, fc.nat({ max: 10_000 })), { minLength: 1 }), (deltas) => {
      const { online, happen, wait, life, reports } = device();
      online();
      for (const [index, [delta, pause]] of deltas.entries()) {
        happen({ kind: "delta", delta, version: index + 1 });
        wait(pause);
      }
      wait(4_000);
      const last = deltas.at(-1)?.[0] ?? {};
      const shadow = Object.assign({}, ...reports());
      for (const [path, value] of readWishes(last)) {
        expect(life().settings[path]).toEqual(value);
        expect(path.split(".").reduce<Json | undefined>((at, name) => ownAt(at, name), shadow)).toEqual(value);
      }
    }),
  );
});

test("a device is never seen with a setting that nobody asked of it", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyHappening, fc.nat({ max: 20_000 }))), (story) => {
      const { happen, wait, life, reports, online } = device();
      const known = new Map(settingPaths.map((path) => [path, [life().settings[path]]]));
      online();
      for (const [happening, pause] of story) {
        if (happening.kind === "delta") {
          for (const [path, value] of readWishes(happening.delta)) known.get(path)?.push(value);
        }
        happen(happening);
        wait(pause);
      }
      for (const report of reports()) {
        for (const [path, value] of readWishes(report)) {
          expect(known.get(path)?.some((asked) => sameJson(asked, value))).toBe(true);
        }
      }
    }),
  );
});

test("a stubborn device never does what it is asked", () => {
  fc.assert(
    fc.property(fc.array(wish), (deltas) => {
      const { online, happen, wait, life } = device({ habit: "stubborn" });
      const { settings } = life();
      online();
      for (const [index, delta] of deltas.entries()) happen({ kind: "delta", delta, version: index });
      wait(600_000);
      expect(life().settings).toBe(settings);
    }),
  );
});

test("nothing that a broker can say makes a device throw, wait for nothing, or report what no shadow would take", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anyHappening, fc.nat({ max: 100_000 }))), (story) => {
      const { happen, wait, reports, life } = device({ habit: "flapping" });
      for (const [happening, pause] of story) {
        happen(happening);
        wait(pause);
        expect(dueAt(life())).not.toBeNaN();
      }
      for (const report of reports()) expect(JSON.stringify(report).length).toBeLessThan(1_024);
    }),
  );
});

test("what is desired is done after a human delay, not at once", () => {
  const { online, happen, wait, life } = device();
  online();
  const wanted = life().settings.power === "ON" ? "OFF" : "ON";
  happen({ kind: "delta", delta: { power: wanted }, version: 1 });
  wait(499);
  expect(life().settings.power).not.toBe(wanted);
  wait(3_501);
  expect(life().settings.power).toBe(wanted);
});

test("what is no longer desired is not done", () => {
  const { online, happen, wait, life } = device();
  online();
  const { power } = life().settings;
  happen({ kind: "delta", delta: { power: power === "ON" ? "OFF" : "ON" }, version: 1 });
  happen({ kind: "delta", delta: {}, version: 2 });
  wait(10_000);
  expect(life().settings.power).toBe(power);
});

test("a delta that comes late does not bring back what was asked before it", () => {
  const { online, happen, wait, life } = device();
  online();
  happen({ kind: "delta", delta: { targetTemperature: 7 }, version: 5 });
  happen({ kind: "delta", delta: { targetTemperature: 9 }, version: 4 });
  wait(10_000);
  expect(life().settings.targetTemperature).toBe(7);
});

test("settings that the device does not have, and values that it cannot take, stay in the delta", () => {
  const { online, happen, wait, life } = device();
  const { settings } = life();
  online();
  happen({
    kind: "delta",
    delta: { power: "PERHAPS", targetTemperature: 90, batteryPercent: 100, colour: "red", schedule: [{ at: "7" }] },
    version: 1,
  });
  wait(60_000);
  expect(life().settings).toEqual(settings);
  expect(reportedState(life())).not.toHaveProperty("colour");
});

test("on connecting, a device gets its shadow and reports everything; later only what has changed", () => {
  const { acts, online, wait, life, reports } = device();
  online();
  expect(acts.map((act) => act.kind)).toEqual(["connect", "ask", "report"]);
  expect(reports()[0]).toEqual(reportedState(life()));
  wait(61_000);
  const [, second] = reports();
  expect(Object.keys(second ?? {})).not.toContain("power");
});

test("after a rejected report the next one says everything again", () => {
  const { online, wait, happen, reports } = device();
  online();
  happen({ kind: "rejected" });
  wait(61_000);
  expect(Object.keys(reports()[1] ?? {})).toContain("power");
});

test("reports come 20 to 60 seconds apart", () => {
  const { online, wait, reports } = device();
  online();
  wait(3_600_000);
  expect(reports().length).toBeGreaterThan(60);
  expect(reports().length).toBeLessThan(181);
});

test("the battery falls, is charged again, and is never empty or overfull", () => {
  const { online, wait, reports } = device();
  online();
  wait(48 * 3_600_000);
  const levels = reports().flatMap((state) =>
    typeof state["batteryPercent"] === "number" ? [state["batteryPercent"]] : [],
  );
  expect(Math.min(...levels)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...levels)).toBe(100);
  expect(reports().some((state) => state["charging"] === true)).toBe(true);
});
