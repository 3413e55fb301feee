import { assert, constantFrom, jsonValue, property, string } from "fast-check";
import { expect, test } from "vitest";

import { type Json, sameJson } from "#domain/json.ts";

import { asJson, changedMeanwhile, choicesOf, draftOf, problemOf, readDraft, stepOf, valueOf } from "./draft.ts";

const json = jsonValue({ noUnicodeString: false }).map((value): Json => JSON.parse(JSON.stringify(value)));

test("a draft that is not touched asks for what is asked already, but for a choice, which offers the other one", () => {
  assert(
    property(json, (value) => {
      const draft = draftOf(value, undefined);
      const same = sameJson(valueOf(draft), value);
      expect(same).toBe(draft.control !== "choice");
    }),
  );
});

test("going on as JSON keeps the value", () => {
  assert(
    property(json, (value) => {
      const draft = draftOf(value, undefined);
      expect(sameJson(valueOf(asJson(draft)), valueOf(draft))).toBe(true);
    }),
  );
});

test("a change made meanwhile is seen, and nothing else is", () => {
  assert(
    property(json, json, (before, after) => {
      expect(changedMeanwhile(draftOf(before, undefined), after)).toBe(!sameJson(before, after));
    }),
  );
  expect(changedMeanwhile(draftOf(undefined, "ON"), undefined)).toBe(false);
  expect(changedMeanwhile(draftOf(undefined, "ON"), "OFF")).toBe(true);
});

test.each([
  ["ON", ["ON", "OFF"]],
  ["off", ["on", "off"]],
  ["Closed", ["Open", "Closed"]],
])("%s is one of %j", (value, choices) => {
  expect(choicesOf(value)?.map((choice) => JSON.parse(choice))).toEqual(choices);
});

test.each(["auto", "manual", "eco", "", "on fire"])("%j has no counterpart: it is typed", (value) => {
  expect(choicesOf(value)).toBeUndefined();
});

test("a boolean is chosen, a number is stepped, a short word is typed, everything else is JSON", () => {
  const controls = [true, 21.5, "eco", null, ["a"], {}, "x".repeat(500), "two\nlines"].map((value) => {
    return draftOf(value, undefined).control;
  });
  expect(controls).toEqual(["choice", "number", "text", "json", "json", "json", "json", "json"]);
});

test.each(["", " ", "1e", "0x10", "Infinity", "NaN", "1,5", "--1"])("%j is no number", (text) => {
  expect(valueOf({ control: "number", text, began: "" })).toBeUndefined();
});

test.each([
  ["number", "1e999", "number-too-large"],
  ["json", "-1e999", "number-too-large"],
  ["json", '{"a":[1e999]}', "number-too-large"],
  ["number", "1,5", "not-a-number"],
  ["json", "{a}", "not-json"],
  ["json", "[".repeat(100) + "]".repeat(100), "too-big"],
] as const)("what JSON cannot carry, or a shadow not hold, is no value: %s %s", (control, text, problem) => {
  const draft = { control, text, began: "" };
  expect([valueOf(draft), problemOf(draft)]).toEqual([undefined, problem]);
});

test.each([
  ["20", 1],
  ["21.5", 0.5],
  ["0.25", 0.01],
  ["x", 1],
])("%s goes in steps of %d", (text, step) => {
  expect(stepOf(text)).toBeCloseTo(step);
});

test("what was stored is read again, and whatever else stands there is not", () => {
  const draft = draftOf({ a: 1 }, undefined);
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  assert(
    property(json, string(), constantFrom("control", "text", "began"), (value, text, name) => {
      const broken: Json = JSON.parse(JSON.stringify({ ...draft, [name]: value }));
      expect(typeof (readDraft(broken)?.[name] ?? "")).toBe("string");
      expect(readDraft({ control: "json", text, began: "{" })).toBeUndefined();
    }),
  );
});

test("the name of a field that is not there yet is stored with its value", () => {
  const draft = { control: "number", text: "7", began: "", name: "display.bright" } as const;
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  expect(readDraft({ ...draft, name: 5 })).toEqual({ control: "number", text: "7", began: "" });
});
