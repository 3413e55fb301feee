import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminEnableUser.html */
export const adminEnableUser = (account: PoolNeeds) =>
  operation({
    name: "AdminEnableUser",
    input: v.object(namedUser),
    resource: onPool(account),
    run: (input) => void account.userPools.users.change(requireNamedUser(account, input).user, { enabled: true }),
  });
