import { assert, json, nat, property, string, tuple } from "fast-check";
import { expect, test } from "vitest";

import { jsonProblem } from "./json-problem.ts";

test("JSON has no problem", () => {
  assert(
    property(json(), (text) => {
      expect(jsonProblem(text)).toBeUndefined();
    }),
  );
});

test.each([
  ["", 1, 1],
  ['{"power": ON}', 1, 11],
  ['{\n  "a": 1,\n}', 3, 1],
  ['{"a" 1}', 1, 6],
  ["[1, 2", 1, 6],
  ['["a\u0001"]', 1, 2],
  ["01", 1, 2],
  ["{} {}", 1, 4],
])("%j stops being JSON at line %i, column %i", (text, line, column) => {
  expect(jsonProblem(text)).toEqual({ line, column });
});

test("whatever the browser refuses has a place, within the text or at its end", () => {
  const almost = tuple(json(), nat(), string()).map(([text, at, junk]) => {
    const cut = at % (text.length + 1);
    return text.slice(0, cut) + junk + text.slice(cut + 1);
  });
  assert(
    property(almost, (text) => {
      const problem = jsonProblem(text);
      if (!problem) return;
      const line = text.split("\n")[problem.line - 1];
      expect(line).toBeDefined();
      expect(problem.column).toBeLessThanOrEqual((line ?? "").length + 1);
    }),
  );
});

test("a very deep text is no trouble", () => {
  expect(jsonProblem("[".repeat(100_000))).toEqual({ line: 1, column: 100_001 });
});
