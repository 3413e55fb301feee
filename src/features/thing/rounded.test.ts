import { assert, double, property } from "fast-check";
import { expect, test } from "vitest";

import { roundedIn } from "./rounded.ts";

const number = (text: string) => roundedIn({ control: "number", text, began: "" });
const json = (text: string) => roundedIn({ control: "json", text, began: "" });

test.each([
  ["99999999999999999999", "100000000000000000000"],
  ["0.1234567890123456789012", "0.12345678901234568"],
  ["9007199254740993", "9007199254740992"],
  ["-9007199254740993", "-9007199254740992"],
  ["1e-999", "0"],
])("of %s more digits were typed than can be kept", (typed, sent) => {
  expect(number(typed)).toEqual({ typed, sent });
});

test.each([
  "20",
  "22.0",
  " 1e2 ",
  "-0",
  "0.00",
  "1.50E+3",
  "0.1",
  "1e21",
  "5e-324",
  "9007199254740992",
  "",
  "x",
  "1e999",
])("%j is sent as it was typed, or not at all", (text) => {
  expect(number(text)).toBeUndefined();
});

test("every number that can be kept is kept, however it is written", () => {
  assert(
    property(double({ noDefaultInfinity: true, noNaN: true }), (value) => {
      expect([number(String(value)), number(value.toExponential())]).toEqual([undefined, undefined]);
    }),
  );
});

test("within JSON only numbers count, and no digits of a text", () => {
  expect(json('{"a\\"1": "99999999999999999999", "b": [1, 2.5]}')).toBeUndefined();
  expect(json('{"a": [1, {"b": 99999999999999999999}]}')?.typed).toBe("99999999999999999999");
});
