import * as v from "valibot";

import { NotEmulated } from "./errors.ts";

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

/** A member whose meaning we lack: naming it is answered as not emulated, and never ignored. */
export const lacking = (what: string) =>
  v.optional(
    v.custom<never>(() => {
      throw new NotEmulated(what);
    }),
  );
