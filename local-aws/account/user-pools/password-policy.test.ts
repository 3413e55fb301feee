import * as fc from "fast-check";
import { expect, test } from "vitest";

import { seededIds } from "#local/account/ids.ts";

import { defaultPasswordPolicy, randomPassword, violation } from "./password-policy.ts";

test.each([
  ["Ab1!", "Password not long enough"],
  ["abcdef1!", "Password must have uppercase characters"],
  ["ABCDEF1!", "Password must have lowercase characters"],
  ["Abcdefg!", "Password must have numeric characters"],
  ["Abcdefg1", "Password must have symbol characters"],
  ["Abcdef1!", undefined],
  ["Abcdef1=", undefined],
  ["Abcdef1あ", "Password must have symbol characters"],
])("the default policy says of %s: %s", (password, fault) => {
  expect(violation(defaultPasswordPolicy, password)).toBe(fault);
});

test("what a policy does not ask for is not missed", () => {
  const lax = {
    minimumLength: 6,
    requireUppercase: false,
    requireLowercase: false,
    requireNumbers: false,
    requireSymbols: false,
    temporaryPasswordValidityDays: 7,
  };
  expect(violation(lax, "aaaaaa")).toBeUndefined();
});

test("a password that nobody chose is good under every policy", () => {
  fc.assert(
    fc.property(
      fc.record({
        minimumLength: fc.integer({ min: 6, max: 99 }),
        requireUppercase: fc.boolean(),
        requireLowercase: fc.boolean(),
        requireNumbers: fc.boolean(),
        requireSymbols: fc.boolean(),
        temporaryPasswordValidityDays: fc.constant(7),
      }),
      fc.string(),
      (policy, seed) => {
        expect(violation(policy, randomPassword(seededIds(seed), policy))).toBeUndefined();
      },
    ),
  );
});
