import { assert, jsonValue, property, string } from "fast-check";
import { expect, test } from "vitest";

import type { Json } from "#domain/json.ts";

import { textOf } from "./value-text.ts";

test.each(["cool", "auto", "2.4.1", "two words", "C:\\temp", "1,5", "01", "NaN", "日本", "👍"])(
  "the text %s stands without quotation marks",
  (text) => {
    expect(textOf(text)).toBe(text);
  },
);

test.each([
  "true",
  "null",
  "21.5",
  "-1e3",
  "[]",
  '{"a":1}',
  '"quoted',
  "",
  " ",
  " padded",
  "padded ",
  "-",
  "—",
  "two\nlines",
])("the text %j would be taken for something else, and stands in quotation marks", (text) => {
  expect(textOf(text)).toBe(JSON.stringify(text));
});

test("what is no text stands as its JSON, which may break between its values", () => {
  expect(textOf([{ at: "06:30", target: 19.5 }, null, {}, []])).toBe('[{"at": "06:30", "target": 19.5}, null, {}, []]');
  assert(
    property(jsonValue(), string(), (value, text) => {
      const json: Json = JSON.parse(JSON.stringify([value, text]));
      expect(JSON.parse(textOf(json))).toEqual(json);
    }),
  );
});
