import { expect, test } from "vitest";

import { type Group, preferredRole } from "./groups.ts";

const group = (name: string, precedence: number | undefined, roleArn: string | undefined): Group => ({
  poolId: "p",
  name,
  description: undefined,
  precedence,
  roleArn,
  createdAt: 0,
  modifiedAt: 0,
});

test("the group with the lowest precedence gives the preferred role", () => {
  expect(preferredRole([group("a", 5, "role/a"), group("b", 1, "role/b")])).toBe("role/b");
});

test("zero goes before all, and no precedence after all", () => {
  expect(preferredRole([group("a", undefined, "role/a"), group("b", 0, "role/b")])).toBe("role/b");
  expect(preferredRole([group("a", undefined, "role/a")])).toBe("role/a");
});

test("groups of equal standing give one only when they agree", () => {
  expect(preferredRole([group("a", 1, "role/a"), group("b", 1, "role/b")])).toBeUndefined();
  expect(preferredRole([group("a", 1, "role/a"), group("b", 1, "role/a")])).toBe("role/a");
});

test("a group without a role has no say", () => {
  expect(preferredRole([group("a", 1, undefined), group("b", 2, "role/b")])).toBe("role/b");
  expect(preferredRole([group("a", 1, undefined)])).toBeUndefined();
  expect(preferredRole([])).toBeUndefined();
});
