import { expect, test } from "vitest";

import { lifetimes } from "./lifetimes.ts";

test("by default an hour, an hour and thirty days", () => {
  expect(lifetimes({})).toEqual({ access: 3600, id: 3600, refresh: 2_592_000 });
  expect(lifetimes({ refreshTokenValidity: 0 })).toEqual({ access: 3600, id: 3600, refresh: 2_592_000 });
});

test("numbers without a unit are hours, hours and days", () => {
  expect(lifetimes({ accessTokenValidity: 2, idTokenValidity: 3, refreshTokenValidity: 4 })).toEqual({
    access: 7200,
    id: 10_800,
    refresh: 345_600,
  });
});

test("units are obeyed", () => {
  const units = { access: "minutes", id: "seconds", refresh: "hours" } as const;
  expect(lifetimes({ accessTokenValidity: 5, idTokenValidity: 300, refreshTokenValidity: 1, units })).toEqual({
    access: 300,
    id: 300,
    refresh: 3600,
  });
});

test.each([
  ["an access token of four minutes", { accessTokenValidity: 4, units: { access: "minutes" } }],
  ["an ID token of two days", { idTokenValidity: 2, units: { id: "days" } }],
  ["a refresh token of half an hour", { refreshTokenValidity: 30, units: { refresh: "minutes" } }],
  ["a refresh token of eleven years", { refreshTokenValidity: 365 * 11 }],
  [
    "an access token that outlives its refresh token",
    { accessTokenValidity: 24, refreshTokenValidity: 2, units: { refresh: "hours" } },
  ],
] as const)("%s is out of range", (_name, settings) => {
  expect(() => lifetimes(settings)).toThrow("Invalid range for token validity.");
});
