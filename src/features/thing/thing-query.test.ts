// @vitest-environment happy-dom
import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { thing } from "#testing/things.ts";

import { thingQuery } from "./thing-query.ts";

const listThings = () => Promise.reject(new Error("Nobody asks for the list."));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("as long as somebody looks, the registry and the index are asked again every thirty seconds", async () => {
  const device = thing("device_1");
  const describeThing = vi.fn<() => Promise<typeof device>>(async () => device);
  const query = thingQuery({ describeThing, listThings }, device.thingName, undefined);
  const look = new QueryObserver(new QueryClient(), query).subscribe(() => {});
  await vi.advanceTimersByTimeAsync(60_000);
  expect(describeThing).toHaveBeenCalledTimes(3);
  look();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(describeThing).toHaveBeenCalledTimes(3);
});
