import * as v from "valibot";

import { AwsError } from "#local/wire/errors.ts";
import { integerText, text } from "#local/wire/inputs.ts";
import { pageOf } from "#local/wire/paging.ts";

export const maxItems = v.optional(integerText(1, 1000), "100");
export const marker = v.optional(text(1, 320));

interface Asked {
  readonly Marker?: string | undefined;
  readonly MaxItems: number;
}

/** A page of what is listed, in the order of names, and IAM's way to say that there is more. @throws ValidationError */
export function truncatedPage<T>(items: readonly T[], nameOf: (item: T) => string, { Marker, MaxItems }: Asked) {
  const inOrder = items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const invalid = () => new AwsError(400, "ValidationError", `Invalid Marker: ${Marker}`);
  const { items: page, next } = pageOf(inOrder, nameOf, { limit: MaxItems, token: Marker, invalid });
  return { page, tail: { IsTruncated: next !== undefined, Marker: next } };
}
