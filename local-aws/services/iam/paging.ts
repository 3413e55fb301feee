import { AwsError } from "#local/wire/errors.ts";
import { integerText, text } from "#local/wire/inputs.ts";
import * as v from "valibot";

export const maxItems = v.optional(integerText(1, 1000), "100");
export const marker = v.optional(text(1, 320));

interface Asked {
  readonly Marker: string | undefined;
  readonly MaxItems: number;
}

/** A page of what is listed, in the order of names, and IAM's way to say that there is more. @throws ValidationError */
export function pageOf<T>(items: readonly T[], nameOf: (item: T) => string, { Marker, MaxItems }: Asked) {
  const after = Marker === undefined ? "" : Buffer.from(Marker, "base64").toString();
  if (Marker !== undefined && Buffer.from(after).toString("base64") !== Marker)
    throw new AwsError(400, "ValidationError", `Invalid Marker: ${Marker}`);
  const rest = items.filter((item) => nameOf(item) > after).toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const page = rest.slice(0, MaxItems);
  const last = page.at(-1);
  const truncated = last !== undefined && rest.length > page.length;
  return {
    page,
    tail: { IsTruncated: truncated, Marker: truncated ? Buffer.from(nameOf(last)).toString("base64") : undefined },
  };
}
