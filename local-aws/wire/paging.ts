import type { AwsError } from "./errors.ts";

export interface Page<T> {
  readonly items: readonly T[];
  /** Given back, it asks for the page after this one; undefined on the last. */
  readonly next: string | undefined;
}

/**
 * A page of `items`, which are in the order of their names. The token holds the last name of the page before, so that nothing is skipped or
 * shown twice when items come and go between two pages.
 * @throws what `invalid` makes, for a token that was never given out
 */
export function pageOf<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  {
    limit,
    token,
    invalid,
  }: { readonly limit: number; readonly token: string | undefined; readonly invalid: () => AwsError },
): Page<T> {
  const after = token === undefined ? undefined : Buffer.from(token, "base64url").toString();
  if (after !== undefined && tokenOf(after) !== token) throw invalid();
  const rest = after === undefined ? items : items.filter((item) => nameOf(item) > after);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, next: last !== undefined && rest.length > shown.length ? tokenOf(nameOf(last)) : undefined };
}

function tokenOf(name: string): string {
  return Buffer.from(name).toString("base64url");
}
