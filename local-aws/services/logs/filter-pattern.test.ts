import * as fc from "fast-check";
import { expect, test } from "vitest";

import { NotEmulated } from "#local/wire/errors.ts";

import { InvalidPattern, readFilterPattern } from "./filter-pattern.ts";

// The examples of the page that describes the syntax.
const errors = [
  "[ERROR 400] BAD REQUEST",
  "[ERROR 401] UNAUTHORIZED REQUEST",
  "[ERROR 419] MISSING ARGUMENTS",
  "[ERROR 500] INTERNAL SERVER ERROR",
  "[INFO] REQUEST FAILED",
];

test.each([
  ["ERROR", [0, 1, 2, 3]],
  ["ERROR ARGUMENTS", [2]],
  ["?ARGUMENTS ?FAILED", [2, 4]],
  ["?ERROR ?ARGUMENTS REQUEST", [0, 1, 4]],
  ['"INTERNAL SERVER ERROR"', [3]],
  ["ERROR -ARGUMENTS", [0, 1, 3]],
  ['ERROR -"BAD REQUEST"', [1, 2, 3]],
  ["AUTHORIZED", []],
  ["error", []],
  ['" "', [0, 1, 2, 3, 4]],
  ["", [0, 1, 2, 3, 4]],
  ["ERROR-", []],
])("%s finds terms and phrases", (pattern, found) => {
  const fits = readFilterPattern(pattern);

  expect(errors.flatMap((message, at) => (fits(message) ? [at] : []))).toEqual(found);
});

const trail = JSON.stringify({
  eventType: "UpdateTrail",
  sourceIPAddress: "111.111.111.111",
  arrayKey: ["value", "another value"],
  objectList: [
    { name: "a", id: 1 },
    { name: "b", id: 2 },
  ],
  SomeObject: null,
  "cluster.name": "c",
  bandwidth: 80,
  number: [1000],
  ok: false,
  user: { id: 1, email: "John.Stiles@example.com" },
  coordinates: [[0, 1, 2]],
  actions: ["GET", "PUT", "DELETE"],
});

test.each([
  ['{ $.eventType = "UpdateTrail" }', true],
  ["{ $.eventType = UpdateTrail }", true],
  ['{ $.eventType = "updatetrail" }', false],
  ['{$.eventType="Update*"}', true],
  ['{ $.eventType = "*Tr*l" }', true],
  ['{ $.eventType = "*Update" }', false],
  ["{ $.sourceIPAddress != 123.123.* }", true],
  ["{ $.sourceIPAddress != 111.* }", false],
  ["{ $.nothing != 1 }", false],
  ['{ $.arrayKey[0] = "value" }', true],
  ['{ $.arrayKey[1] = "value" }', false],
  ['{ $.arrayKey[*] = "another value" }', true],
  ['{ $.arrayKey = "value" }', false],
  ['{ $.objectList[1].name = "b" }', true],
  ["{ $.objectList[*].id = 2 }", true],
  ['{ $.* = "UpdateTrail" }', true],
  ["{ $.['cluster.name'] = \"c\" }", true],
  ["{ $.SomeObject IS NULL }", true],
  ["{ $.ok IS FALSE }", true],
  ["{ $.ok IS TRUE }", false],
  ["{ $.SomeOtherObject NOT EXISTS }", true],
  ["{ $.SomeObject NOT EXISTS }", false],
  ["{ $.bandwidth > 75 }", true],
  ["{ $.bandwidth < 75 }", false],
  ["{ $.bandwidth >= 80 }", true],
  ["{ $.bandwidth <= 80 }", true],
  ["{ $.bandwidth = 80.0 }", true],
  ["{ $.number[0] = 1e+3 }", true],
  ["{ $.number[0] != 1e-3 }", true],
  ['{ ($.user.id = 1) && ($.objectList[0].name = "a") }', true],
  ['{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "x" && $.actions[2] = "x" }', true],
  ['{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = "x") && $.actions[2] = "x" }', false],
  ['{ ($.user.id = 2 && $.objectList[0].name = "x") || $.actions[0] = "GET" }', true],
  ['{ $.constructor = "*" }', false],
])("%s asks the fields of JSON", (pattern, expected) => {
  expect(readFilterPattern(pattern)(trail)).toBe(expected);
});

test("a message that is not JSON passes no JSON pattern", () => {
  expect(readFilterPattern("{ $.a NOT EXISTS }")("not JSON")).toBe(false);
});

test.each([
  "{",
  "{}",
  "{ $.a }",
  "{ $.a = }",
  "{ $.a = 1",
  "{ a = 1 }",
  "{ $.a = 1 && }",
  "{ ($.a = 1 }",
  '"open',
  "{ $ = 1 }",
])("%s is no pattern", (pattern) => {
  expect(() => readFilterPattern(pattern)).toThrow(InvalidPattern);
});

test.each(["%a+%", "{ $.a = %b% }", "[ip, user]"])("%s is answered as not emulated", (pattern) => {
  expect(() => readFilterPattern(pattern)).toThrow(NotEmulated);
});

test("whatever the pattern, it is read or refused", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "{ ",
      " }",
      "(",
      ")",
      " && ",
      " || ",
      "$.a",
      "$.a[*]",
      " = ",
      '"x"',
      "*",
      "NOT EXISTS",
      "IS NULL",
      "%",
      "-",
      "?",
    ),
    fc.string({ maxLength: 5, unit: "binary" }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.json(), (pieces, message) => {
      expect(outcomeOf(() => readFilterPattern(pieces.join(""))(message))).toSatisfy(
        (outcome) =>
          typeof outcome === "boolean" || outcome instanceof InvalidPattern || outcome instanceof NotEmulated,
      );
    }),
    { numRuns: 2000 },
  );
});

test("a pattern of many wildcards takes no longer than its text is long", () => {
  const fits = readFilterPattern(`{ $.a = "${"*a".repeat(400)}*b" }`);
  const started = performance.now();

  expect(fits(JSON.stringify({ a: "a".repeat(200_000) }))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});

const nested = (depth: number) => `{ ${"(".repeat(depth)}$.a = 1${")".repeat(depth)} }`;

test("parentheses are followed to a depth that the stack can bear", () => {
  expect(readFilterPattern(nested(50))('{"a":1}')).toBe(true);
  expect(() => readFilterPattern(nested(500))).toThrow(InvalidPattern);
});

function outcomeOf(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}
