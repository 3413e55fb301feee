import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { password } from "./inputs.ts";
import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminSetUserPassword.html */
export const adminSetUserPassword = (account: PoolNeeds) =>
  operation({
    name: "AdminSetUserPassword",
    input: v.object({ ...namedUser, Password: password, Permanent: v.optional(v.boolean(), false) }),
    resource: onPool(account),
    run: ({ Password, Permanent, ...named }) => {
      const { pool, user } = requireNamedUser(account, named);
      account.userPools.users.setPassword(pool, user, Password, Permanent ? "permanent" : "temporary");
    },
  });
