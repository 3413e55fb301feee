import type { IdentityPool } from "#local/account/identity-pools/pools.ts";
import { type AwsError, NotEmulated } from "#local/wire/errors.ts";

import { notAuthorized } from "./refusals.ts";

/** What somebody hears who brings no login. */
export function refuseGuest(pool: IdentityPool): AwsError {
  return pool.allowUnauthenticatedIdentities
    ? new NotEmulated("guests of an identity pool")
    : notAuthorized("Unauthenticated access is not supported for this identity pool.");
}
