import * as fc from "fast-check";
import { expect, test } from "vitest";

import type { MappingRule } from "#local/account/identity-pools/pools.ts";

import { chooseRole } from "./choose-role.ts";

const byToken = { type: "Token", whenAmbiguous: "AuthenticatedRole" } as const;
const byTokenOrNot = { type: "Token", whenAmbiguous: "Deny" } as const;
const question = { mapping: undefined, authenticated: "role/default", claims: {}, customRoleArn: undefined };
const two = { "cognito:roles": ["role/a", "role/b"] };

test("without a mapping everybody gets the default role, or none where there is none", () => {
  expect(chooseRole({ ...question, claims: { "cognito:preferred_role": "role/a" } })).toEqual({
    roleArn: "role/default",
  });
  expect(chooseRole({ ...question, authenticated: undefined })).toBe("none");
});

test("by token, the preferred role goes first", () => {
  const claims = { ...two, "cognito:preferred_role": "role/b" };
  expect(chooseRole({ ...question, mapping: byToken, claims })).toEqual({ roleArn: "role/b" });
});

test("by token, the only role needs no preference", () => {
  expect(chooseRole({ ...question, mapping: byTokenOrNot, claims: { "cognito:roles": ["role/a"] } })).toEqual({
    roleArn: "role/a",
  });
});

test("by token, what is ambiguous or missing is decided by the mapping", () => {
  expect(chooseRole({ ...question, mapping: byToken, claims: two })).toEqual({ roleArn: "role/default" });
  expect(chooseRole({ ...question, mapping: byTokenOrNot, claims: two })).toBe("denied");
  expect(chooseRole({ ...question, mapping: byTokenOrNot })).toBe("denied");
  expect(chooseRole({ ...question, mapping: byToken, authenticated: undefined })).toBe("none");
});

test("a caller may wish for one of his roles, and for no other", () => {
  const claims = { ...two, "cognito:preferred_role": "role/b" };
  const wish = (customRoleArn: string) => chooseRole({ ...question, mapping: byToken, claims, customRoleArn });

  expect(wish("role/a")).toEqual({ roleArn: "role/a" });
  expect(wish("role/default")).toBe("forbidden");
  expect(chooseRole({ ...question, claims, customRoleArn: "role/a" })).toBe("forbidden");
});

test("whatever the token and the wish, nobody gets a role that neither the token nor the pool names", () => {
  const role = fc.constantFrom("role/default", "role/a", "role/b", "role/c");
  fc.assert(
    fc.property(
      fc.option(fc.constantFrom(byToken, byTokenOrNot), { nil: undefined }),
      fc.array(role),
      fc.option(role, { nil: undefined }),
      (mapping, roles, customRoleArn) => {
        const choice = chooseRole({ ...question, mapping, claims: { "cognito:roles": roles }, customRoleArn });
        const got = typeof choice === "object" ? choice.roleArn : undefined;
        const named = ["role/default", ...(mapping ? roles : [])].filter((arn) => (customRoleArn ?? arn) === arn);
        expect([undefined, ...named]).toContain(got);
      },
    ),
  );
});

const rule = (
  claim: string,
  matchType: MappingRule["matchType"],
  value: string,
  roleArn = "role/ruled",
): MappingRule => ({
  claim,
  matchType,
  value,
  roleArn,
});

const claims = { email: "ann@example.com", "cognito:groups": ["viewer", "operator"], email_verified: true };

test.each([
  [rule("email", "Equals", "ann@example.com"), true],
  [rule("email", "Equals", "ann"), false],
  [rule("email", "StartsWith", "ann@"), true],
  [rule("email", "StartsWith", "bob@"), false],
  [rule("email", "Contains", "@example."), true],
  [rule("email", "NotEqual", "bob@example.com"), true],
  [rule("email", "NotEqual", "ann@example.com"), false],
  [rule("custom:floor", "NotEqual", "3"), false],
  [rule("email_verified", "Equals", "true"), true],
  [rule("cognito:groups", "Contains", "operator"), true],
  [rule("cognito:groups", "Contains", "operat"), false],
  [rule("cognito:groups", "NotEqual", "viewer"), false],
  [rule("__proto__", "NotEqual", "x"), false],
  [rule("toString", "NotEqual", "x"), false],
])("the rule %o fits Ann: %s", (only, fitting) => {
  const mapping = { type: "Rules", whenAmbiguous: "Deny", rules: [only] } as const;

  expect(chooseRole({ ...question, mapping, claims })).toEqual(fitting ? { roleArn: "role/ruled" } : "denied");
});

test("the first rule that fits decides, unless the caller wishes for a later one that fits", () => {
  const rules = [
    rule("email", "StartsWith", "bob", "role/1"),
    rule("email", "StartsWith", "a", "role/2"),
    rule("email", "Contains", "@", "role/3"),
  ];
  const mapping = { type: "Rules", whenAmbiguous: "Deny", rules } as const;

  expect(chooseRole({ ...question, mapping, claims })).toEqual({ roleArn: "role/2" });
  expect(chooseRole({ ...question, mapping, claims, customRoleArn: "role/3" })).toEqual({ roleArn: "role/3" });
  expect(chooseRole({ ...question, mapping, claims, customRoleArn: "role/1" })).toBe("forbidden");
});
