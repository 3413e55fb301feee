import { expect, test } from "vitest";

import type { User } from "#local/account/user-pools/users.ts";

import { readFilter } from "./user-filter.ts";

const ann: User = {
  poolId: "p",
  username: "ann",
  sub: "0-1",
  attributes: { email: "ann@example.com", name: 'Ann "A" B' },
  enabled: true,
  status: "CONFIRMED",
  password: { salt: "", verifier: "" },
  passwordExpiresAt: undefined,
  groups: [],
  createdAt: 0,
  modifiedAt: 0,
};

test.each([
  ['username = "ann"', true],
  ['username="an"', false],
  ['username ^= "an"', true],
  ['sub = "0-1"', true],
  ['email = "ann@example.com"', true],
  ['email ^= "bob"', false],
  [String.raw`name = "Ann \"A\" B"`, true],
  ['status = "Enabled"', true],
  ['cognito:user_status = "FORCE_CHANGE_PASSWORD"', false],
  ['phone_number ^= ""', false],
])("%s finds Ann: %s", (filter, found) => {
  expect(readFilter(filter)(ann)).toBe(found);
});

test.each(["", "username", "username = ann", 'username = "ann" and sub = "x"', 'username == "ann"', '= "ann"'])(
  "%j is no filter",
  (filter) => {
    expect(() => readFilter(filter)).toThrow("Error while parsing filter");
  },
);

test.each(['custom:floor = "1"', '__proto__ = "1"', 'constructor = "1"'])("%s cannot be searched by", (filter) => {
  expect(() => readFilter(filter)).toThrow("Invalid search attribute");
});
