import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteUser.html */
export const adminDeleteUser = (account: PoolNeeds) =>
  operation({
    name: "AdminDeleteUser",
    input: v.object(namedUser),
    resource: onPool(account),
    run: (input) => account.userPools.users.delete(requireNamedUser(account, input).user),
  });
