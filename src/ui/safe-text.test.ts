import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";

import { readable, readableString } from "./safe-text.ts";

test.each([
  ["abc\u202Etxt.exe", "abc⟨U+202E⟩txt.exe"],
  ["a\u200Bb", "a⟨U+200B⟩b"],
  ["null\u0000byte", "null⟨U+0000⟩byte"],
  ["\u2066\u2067\u2068\u2069\u202A\u202B", "⟨U+2066 U+2067 U+2068 U+2069 +2⟩"],
  ["plain text, 日本語, ü", "plain text, 日本語, ü"],
  ["\ud800", "⟨U+D800⟩"],
  [
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} \u2764\ufe0f\u200d\u{1f525} \u{1f469}\u{1f3fd}\u200d\u{1f680}",
    "👨\u200d👩\u200d👧 ❤️\u200d🔥 👩🏽\u200d🚀",
  ],
  ["a\u200db", "a⟨U+200D⟩b"],
  ["1\u200d2", "1⟨U+200D⟩2"],
  ["👩\u200d", "👩⟨U+200D⟩"],
  ["👩\u200d\u200d👧", "👩⟨U+200D U+200D⟩👧"],
  ["👩\u200da", "👩⟨U+200D⟩a"],
  ["\u3164", "⟨U+3164⟩"],
])("%j is shown as %s", (text, shown) => {
  expect(readableString(text, 200)).toBe(shown);
});

test("a long text is cut, and never within a character", () => {
  const { stretches, cut } = readable("😀".repeat(300), 200);
  expect(cut).toBe(true);
  expect(stretches).toEqual([{ kind: "plain", text: "😀".repeat(200) }]);
});

test("accents do not pile up over their neighbours", () => {
  expect(readableString(`a${"\u0301".repeat(500)}b`, 600)).toBe("a\u0301\u0301\u0301…b");
});

test("whatever comes, nothing invisible is left in what is shown", () => {
  assert(
    property(string({ unit: "binary", maxLength: 300 }), (text) => {
      expect(readableString(text, 250)).not.toMatch(/[\u0000-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u); // oxlint-disable-line no-control-regex -- they are what must not be left
    }),
  );
});
