// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openFrame } from "./frame.ts";

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame", "performance"],
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test("what comes alone is in the next picture", () => {
  const task = vi.fn<() => void>();
  openFrame()(task);
  vi.advanceTimersByTime(17);
  expect(task).toHaveBeenCalledOnce();
});

test("in a storm every second picture is drawn", () => {
  const frame = openFrame();
  let drawn = 0;
  const again = () => {
    drawn += 1;
    frame(again);
  };
  frame(again);
  vi.advanceTimersByTime(1000);
  expect(drawn).toBeGreaterThanOrEqual(28);
  expect(drawn).toBeLessThanOrEqual(32);
});

test("a hidden page, which draws nothing, takes in what it was told all the same", () => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const task = vi.fn<() => void>();
  openFrame()(task);
  vi.advanceTimersByTime(250);
  vi.unstubAllGlobals();
  expect(task).toHaveBeenCalledOnce();
});

test("what is called off is not run", () => {
  const task = vi.fn<() => void>();
  openFrame()(task)();
  vi.advanceTimersByTime(1000);
  expect(task).not.toHaveBeenCalled();
});
