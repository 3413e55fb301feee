import * as v from "valibot";

import type { UserPool } from "#local/account/user-pools/pools.ts";
import type { User } from "#local/account/user-pools/users.ts";

import { userPoolId, username } from "./inputs.ts";
import type { PoolNeeds } from "./on-pool.ts";

/** The input of every operation of an administrator on one user. */
export const namedUser = { UserPoolId: userPoolId, Username: username };

const input = v.object(namedUser);

/** @throws ResourceNotFoundException, UserNotFoundException */
export function requireNamedUser(
  { userPools }: Pick<PoolNeeds, "userPools">,
  { UserPoolId, Username }: v.InferOutput<typeof input>,
): { readonly pool: UserPool; readonly user: User } {
  const pool = userPools.pools.require(UserPoolId);
  return { pool, user: userPools.users.require(pool, Username) };
}
