import * as v from "valibot";
import { expect, test } from "vitest";

import { AwsError } from "./errors.ts";
import { mapOf, text } from "./inputs.ts";
import { operation } from "./operation.ts";

const attributes = mapOf(text(1, 3), text(0, 5, /^[a-z]*$/));

const act = operation({
  name: "Act",
  input: v.object({
    thingName: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
    Password: v.optional(v.pipe(v.string(), v.regex(/^\S+$/))),
    Mode: v.optional(v.picklist(["ON", "OFF"])),
    Rules: v.optional(v.array(v.object({ Claim: v.pipe(v.string(), v.maxLength(3)) }))),
    attributePayload: v.optional(v.object({ attributes })),
  }),
  run: () => ({}),
});

function refusalOf(raw: Readonly<Record<string, unknown>>): string {
  try {
    act.accept(raw, (message) => new AwsError(400, "InvalidRequestException", message));
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
}

const detected = "1 validation error detected: Value";

test("a member that breaks its model is named as AWS names it, with the pattern unanchored", () => {
  expect(refusalOf({ thingName: "No" })).toBe(
    `${detected} 'No' at 'thingName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z_]+`,
  );
  expect(refusalOf({})).toBe(`${detected} at 'thingName' failed to satisfy constraint: Member must not be null`);
  expect(refusalOf({ thingName: "a", Mode: "on" })).toBe(
    `${detected} 'on' at 'mode' failed to satisfy constraint: Member must satisfy enum value set: [ON, OFF]`,
  );
});

test("a list's member is counted from one, and of a map it is said whether its keys or its values are wrong", () => {
  expect(refusalOf({ thingName: "a", Rules: [{ Claim: "abc" }, { Claim: "abcd" }] })).toBe(
    `${detected} 'abcd' at 'rules.2.member.claim' failed to satisfy constraint: Member must have length less than or equal to 3`,
  );
  const keys = "[Member must have length less than or equal to 3, Member must have length greater than or equal to 1]";
  expect(refusalOf({ thingName: "a", attributePayload: { attributes: { a: "a", abcd: "a" } } })).toBe(
    `${detected} at 'attributePayload.attributes' failed to satisfy constraint: Map keys must satisfy constraint: ${keys}`,
  );
  const value =
    "[Member must have length less than or equal to 5, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: [a-z]*]";
  expect(refusalOf({ thingName: "a", attributePayload: { attributes: { a: "?" } } })).toBe(
    `${detected} at 'attributePayload.attributes' failed to satisfy constraint: Map value must satisfy constraint: ${value}`,
  );
});

test("a secret is not repeated", () => {
  expect(refusalOf({ thingName: "a", Password: "my secret" })).toBe(
    `${detected} at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: \\S+`,
  );
});
