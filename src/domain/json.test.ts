import * as fc from "fast-check";
import { expect, test } from "vitest";

import { isObject, isWritable, type Json, readJson, readJsonText, sameJson } from "./json.ts";

const utf8 = new TextEncoder();
const json = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)));

test("what JSON.stringify writes is read back", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(readJson(utf8.encode(JSON.stringify(value)))).toEqual(value);
    }),
  );
});

test("arbitrary bytes are read or refused, never thrown at anybody", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      expect(() => readJson(bytes)).not.toThrow();
    }),
  );
});

test("ten thousand levels, 129 KiB, broken UTF-8 and NaN are refused", () => {
  expect(readJson(utf8.encode("[".repeat(10_000) + "]".repeat(10_000)))).toBeUndefined();
  expect(readJson(utf8.encode(JSON.stringify("x".repeat(129 * 1024))))).toBeUndefined();
  expect(readJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
  expect(readJson(utf8.encode("NaN"))).toBeUndefined();
});

test("a member called __proto__ is a member, and changes no prototype", () => {
  const value = readJson(utf8.encode('{"__proto__":{"polluted":true}}'));
  expect(isObject(value) && Object.hasOwn(value, "__proto__")).toBe(true);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});

test("sameJson agrees with a canonical text", () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(sameJson(a, b)).toBe(canonical(a) === canonical(b));
      expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
    }),
  );
});

test("the order of members does not matter, the order of items does", () => {
  expect(sameJson({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(sameJson([1, 2], [2, 1])).toBe(false);
  expect(sameJson({ a: null }, {})).toBe(false);
});

test("what JSON cannot say again is told apart, however deep it stands", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(isWritable(value)).toBe(true);
    }),
  );
  for (const text of ["1e999", "-1e999", '{"a":[1,{"b":1e999}]}']) {
    expect(isWritable(readJsonText(text) ?? null)).toBe(false);
  }
});

function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.toSorted().join()}}`;
}
