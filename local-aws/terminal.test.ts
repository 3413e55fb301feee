import { expect, test } from "vitest";

import { printOnce } from "./terminal.ts";

test("a line that comes again and again is printed once a minute, with how often it came", () => {
  const printed: string[] = [];
  let now = 0;
  const tell = printOnce(
    (line) => void printed.push(line),
    () => now,
  );

  for (const at of [0, 1000, 2000, 59_999, 60_000]) {
    now = at;
    tell("denied");
  }
  tell("another");

  expect(printed).toEqual(["denied", "denied (4 times in between)", "another"]);
});

test("ever new lines are all printed, and do not fill the memory", () => {
  const printed: string[] = [];
  const tell = printOnce(
    (line) => void printed.push(line),
    () => 0,
  );

  for (let n = 0; n < 2000; n += 1) tell(`line ${n}`);

  expect(printed).toHaveLength(2000);
});
