import { array, assert, oneof, property, string, constantFrom } from "fast-check";
import { expect, test } from "vitest";

import { fieldName } from "./field-name.ts";

test.each([
  [["display", "unit"], "display.unit"],
  [["two words"], "two words"],
  [["__proto__"], "__proto__"],
  [[""], '""'],
  [[" ", "a"], '" ".a'],
  [["a.b"], '"a.b"'],
  [["a", "b "], 'a."b "'],
  [['"a.b"'], '"\\"a.b\\""'],
])("%j is written %s", (path, name) => {
  expect(fieldName(path)).toBe(name);
});

test("two fields are never written alike", () => {
  const name = oneof(string({ maxLength: 3 }), constantFrom("", " ", ".", '"', '"."', "\\", "a.b", "a"));
  const path = array(name, { minLength: 1, maxLength: 3 });
  assert(
    property(path, path, (one, other) => {
      expect(fieldName(one) === fieldName(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: 1000 },
  );
});
