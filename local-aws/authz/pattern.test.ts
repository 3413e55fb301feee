import * as fc from "fast-check";
import { expect, test } from "vitest";

import { type Context, readArnPattern, readPattern } from "./pattern.ts";

const none: Context = new Map();
const fits = (source: string, text: string, context = none) =>
  readPattern(source, { variables: true }).fits(text, context);

test.each([
  ["$aws/things/device_*", "$aws/things/device_1/shadow/update", true],
  ["$aws/things/device_*", "$aws/things/device_1x", true],
  ["$aws/things/device_*", "$aws/things/+/shadow/update/accepted", false],
  ["$aws/things/device_*", "#", false],
  ["$aws/events/presence/connected/*", "$aws/events/presence/connected/+", true],
  ["$aws/events/presence/connected/*", "$aws/events/presence/connected/#", true],
  ["a/?", "a/b", true],
  ["a/?", "a/", false],
  ["a/?", "a/bc", false],
  ["a/?", "a/😀", true],
  ["*", "", true],
  ["a*b*c", "axxbyyc", true],
  ["a*b*c", "axxbyy", false],
  ["**", "anything", true],
  ["A", "a", false],
])("%s and %s", (pattern, text, expected) => {
  expect(fits(pattern, text)).toBe(expected);
});

test.each(["department/+/employees", "department/#", "+", "#"])(
  "%s is literal: + and # are no wildcards of policies",
  (filter) => {
    expect(fits(filter, filter)).toBe(true);
    expect(fits(filter, filter.replaceAll(/[+#]/g, "x"))).toBe(false);
  },
);

const client: Context = new Map([
  ["iot:clientid", ["device_1"]],
  ["iot:several", ["a", "b"]],
  ["iot:empty", []],
]);

test.each([
  ["client/${iot:ClientId}", "client/device_1", true],
  ["client/${IOT:CLIENTID}", "client/device_1", true],
  ["client/${ iot:ClientId }", "client/device_1", true],
  ["client/${iot:ClientId}", "client/device_2", false],
  ["client/${iot:Unknown}", "client/${iot:Unknown}", false],
  ["client/${iot:Unknown}*", "client/", false],
  ["client/${iot:several}", "client/a", false],
  ["client/${iot:empty}", "client/", false],
  ["client/${iot:Unknown, 'device_9'}", "client/device_9", true],
  ["client/${iot:ClientId, 'device_9'}", "client/device_9", false],
  ["${*}", "*", true],
  ["${*}", "a", false],
  ["${?}${$}", "?$", true],
  ["a${b", "a${b", true],
  ["a${b*", "a${bcd", true],
  ["$aws/${iot:ClientId}/*", "$aws/device_1/x", true],
])(
  "%s and %s: a variable is what the request carries, once, or its default, or fits nothing",
  (pattern, text, expected) => {
    expect(fits(pattern, text, client)).toBe(expected);
  },
);

test("a client cannot widen its rights by its name: a variable's value is literal", () => {
  const hostile = fc.string({ unit: fc.constantFrom("*", "?", "$", "{", "}", "+", "#", "/", "a", "b") });
  fc.assert(
    fc.property(hostile, fc.string({ unit: fc.constantFrom("*", "?", "a", "b", "/") }), (name, text) => {
      const context = new Map([["iot:clientid", [name]]]);
      expect(fits("my/${iot:ClientId}/topic", `my/${text}/topic`, context)).toBe(text === name);
    }),
  );
});

test("without variables, as before 2012-10-17, ${ is plain text", () => {
  const pattern = readPattern("${iot:ClientId}", { variables: false });
  expect(pattern.fits("${iot:ClientId}", client)).toBe(true);
  expect(pattern.fits("device_1", client)).toBe(false);
});

/** The meaning of a pattern, in the plainest way: slow, and evidently right. */
function means(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  if (pattern.startsWith("*")) {
    return Array.from({ length: text.length + 1 }, (_, cut) => text.slice(cut)).some((rest) =>
      means(pattern.slice(1), rest),
    );
  }
  return text !== "" && (pattern.startsWith("?") || pattern[0] === text[0]) && means(pattern.slice(1), text.slice(1));
}

test("a pattern fits what its meaning says", () => {
  const letters = fc.constantFrom("a", "b", "/");
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(letters, fc.constantFrom("*", "?")), maxLength: 8 }),
      fc.string({ unit: letters, maxLength: 10 }),
      (pattern, text) => {
        expect(fits(pattern, text)).toBe(means(pattern, text));
      },
    ),
    { numRuns: 5000 },
  );
});

test.each([
  ["stars that almost fit", "*a".repeat(1000) + "b", "a".repeat(10_000)],
  ["stars and question marks", "*?a".repeat(700) + "b", "a".repeat(10_000)],
  ["variables that are never closed", "${".repeat(50_000), "x"],
  ["variables upon variables", "${a}".repeat(20_000), "x"],
])("%s take no more than length × length steps", (_what, pattern, text) => {
  const started = performance.now();

  expect(fits(pattern, text)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});

const arnFits = (source: string, text: string, context = none) =>
  readArnPattern(source, { variables: true }).fits(text, context);

test.each([
  ["arn:aws:iot:*:*:client/*", "arn:aws:iot:ap-northeast-1:000000000000:client/a:b", true],
  ["arn:aws:iot:*:client/*", "arn:aws:iot:ap-northeast-1:000000000000:client/a", false],
  ["arn:*", "arn:aws:iot:ap-northeast-1:000000000000:client/a", false],
  ["*:*:*:*:*:*", "arn:aws:iot:ap-northeast-1:000000000000:client/a", true],
  ["arn:aws:iot:r:0:client/${iot:ClientId}", "arn:aws:iot:r:0:client/device_1", true],
  ["arn:aws:iot:r:0:${iot:Unknown}", "arn:aws:iot:r:0:x", false],
  ["arn:aws:iam::0:role/*", "arn:aws:iam::0:role/a/b", true],
])("%s and %s: a condition compares ARNs component by component", (pattern, text, expected) => {
  expect(arnFits(pattern, text, client)).toBe(expected);
});
