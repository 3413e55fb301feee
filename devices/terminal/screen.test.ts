import { expect, test } from "vitest";

import { testClock } from "#devices/wire/testing.ts";

import type { Style } from "./arguments.ts";
import { openScreen } from "./screen.ts";

function screenOf(style: Style, isTerminal = false) {
  const printed = { out: "", error: "" };
  const clock = testClock();
  const paper = {
    out: (text: string) => void (printed.out += text),
    error: (text: string) => void (printed.error += text),
    isTerminal,
  };
  return { printed, clock, screen: openScreen({ style, things: 2, paper, clock }) };
}

test("on a terminal the progress is one line that is written over; elsewhere it is plain lines", () => {
  const terminal = screenOf("summary", true);
  terminal.screen.hear({ event: "connected", thing: "device_kyoto_001" });
  terminal.clock.advance(2_000);
  expect(terminal.printed.out).toBe("\r\u001B[K1 of 2 connected …\r\u001B[K1 of 2 connected …");

  const file = screenOf("summary");
  file.screen.hear({ event: "connected", thing: "device_kyoto_001" });
  file.clock.advance(5_000);
  expect(file.printed.out).toBe("1 of 2 connected · 0.0 reports/s · in 5 s 0 dropped, 0 lost, 0 refused\n");
});

test("once everybody had a turn, a summary comes every half minute", () => {
  const { screen, clock, printed } = screenOf("summary");
  screen.say("2 of 2 devices are connected.");
  screen.hear({ event: "connected", thing: "a" });
  screen.hear({ event: "connected", thing: "b" });
  for (let report = 0; report < 15; report++) screen.hear({ event: "reported", thing: "a", settings: ["temperature"] });
  screen.hear({ event: "dropped", thing: "b", reason: "CONNECTION_LOST" });
  clock.advance(30_000);
  expect(printed.out.split("\n")[1]).toBe("1 of 2 connected · 0.5 reports/s · in 30 s 1 dropped, 0 lost, 0 refused");
});

test("--json prints every event on a line of its own, with the time, and nothing else", () => {
  const { screen, clock, printed } = screenOf("json");
  screen.say("not for machines");
  screen.hear({ event: "dropped", thing: "device_kyoto_001", reason: "CLIENT_ERROR" });
  clock.advance(60_000);
  screen.fail("No AWS answers.", "Start it.");
  expect(
    printed.out
      .trimEnd()
      .split("\n")
      .map((line): unknown => JSON.parse(line)),
  ).toEqual([
    { at: "2026-01-05T00:00:00.000Z", event: "dropped", thing: "device_kyoto_001", reason: "CLIENT_ERROR" },
    { at: "2026-01-05T00:01:00.000Z", event: "failed", message: "No AWS answers.", tip: "Start it." },
  ]);
});

test("--quiet says only what needs a person, on the standard error", () => {
  const { screen, clock, printed } = screenOf("quiet");
  screen.say("2 of 2 devices are connected.");
  screen.hear({ event: "connected", thing: "a" });
  screen.hear({ event: "trouble", message: "a was refused.", tip: "Allow it." });
  clock.advance(60_000);
  expect(printed).toEqual({ out: "", error: "a was refused.\n  Allow it.\n" });
});
