import * as v from "valibot";

import { mapConstraint } from "./constraints.ts";
import { NotEmulated } from "./errors.ts";
import type { Raw } from "./operation.ts";
import { isRecord } from "./record.ts";

/** Building blocks for the inputs of operations, in the terms of AWS's models. */

export const text = (min: number, max: number, pattern?: RegExp) =>
  pattern
    ? v.pipe(v.string(), v.minLength(min), v.maxLength(max), v.regex(pattern))
    : v.pipe(v.string(), v.minLength(min), v.maxLength(max));

export const integer = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

/** An integer that travels as text: in a query string, a header or a form. */
export const integerText = (min: number, max: number) =>
  v.pipe(v.string(), v.regex(/^-?\d{1,15}$/), v.transform(Number), v.minValue(min), v.maxValue(max));

/** A boolean that travels as text. */
export const booleanText = v.pipe(
  v.picklist(["true", "false"]),
  v.transform((value) => value === "true"),
);

export const textMap = v.record(v.string(), v.string());

/** A map whose keys and values the model constrains. Unlike a record it loses no key, such as `constructor`. */
export const mapOf = (key: ReturnType<typeof text>, value: ReturnType<typeof text>) =>
  v.pipe(
    v.custom<Raw>(isRecord),
    v.rawCheck(({ dataset, addIssue }) => {
      const entries = dataset.typed ? Object.entries(dataset.value) : [];
      if (!entries.every(([name]) => v.is(key, name))) addIssue({ message: mapConstraint("keys", key) });
      if (!entries.every(([, item]) => v.is(value, item))) addIssue({ message: mapConstraint("value", value) });
    }),
    v.transform((map) =>
      Object.fromEntries(
        Object.entries(map).flatMap(([name, item]) => (typeof item === "string" ? [[name, item] as const] : [])),
      ),
    ),
  );

/** A member whose meaning we lack: naming it is answered as not emulated, and never ignored. */
export const lacking = (what: string) =>
  v.optional(
    v.custom<never>(() => {
      throw new NotEmulated(what);
    }),
  );
