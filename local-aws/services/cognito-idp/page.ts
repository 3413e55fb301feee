import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import { type Page, pageOf } from "#local/wire/paging.ts";

/** A page as Cognito user pools give it: 60 at most, and as many when no number is asked for. */
export function pageOfNamed<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  limit: number | undefined,
  token: string | undefined,
): Page<T> {
  return pageOf(items, nameOf, { limit: limit === undefined || limit === 0 ? 60 : limit, token, invalid });
}

const invalid = () => invalidParameter("Invalid pagination token.");
