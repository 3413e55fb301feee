import { expect, test } from "vitest";

import { shadowFields } from "#domain/shadow.ts";

import { newFieldProblem } from "./new-field.ts";

const fields = shadowFields({
  desired: { power: "ON", display: { unit: "C" }, ["__proto__"]: { a: 1 } },
  reported: { power: "ON", plan: {}, list: [1] },
  metadata: { desired: {}, reported: {} },
  version: 1,
  heardAt: 0,
});

test.each([
  ["power", "taken"],
  ["display", "has-fields"],
  ["__proto__", "has-fields"],
  ["power.level", "below-value"],
  ["display.unit.x.y", "below-value"],
  ["list.0", "below-value"],
  ["1.2.3.4.5.6.7.8.9", "too-deep"],
])("nothing new can be asked for at %s: %s", (name, kind) => {
  expect(newFieldProblem(name.split("."), fields)?.kind).toBe(kind);
});

test.each(["fan", "display.brightness", "plan.monday", "constructor", "__proto__.b", "1.2.3.4.5.6.7.8"])(
  "%s is free",
  (name) => {
    expect(newFieldProblem(name.split("."), fields)).toBeUndefined();
  },
);
