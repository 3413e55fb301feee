import * as v from "valibot";
import { expect, test } from "vitest";

import { AwsError } from "./errors.ts";
import { operation } from "./operation.ts";

const act = operation({
  name: "Act",
  input: v.object({
    thingName: v.pipe(v.string(), v.regex(/^[a-z_]+$/)),
    Password: v.optional(v.pipe(v.string(), v.regex(/^\S+$/))),
    Mode: v.optional(v.picklist(["ON", "OFF"])),
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

test("a secret is not repeated", () => {
  expect(refusalOf({ thingName: "a", Password: "my secret" })).toBe(
    `${detected} at 'password' failed to satisfy constraint: Member must satisfy regular expression pattern: \\S+`,
  );
});
