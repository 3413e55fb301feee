import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/**
 * "Deactivates a user profile and revokes all access tokens for the user."
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDisableUser.html
 */
export const adminDisableUser = (account: PoolNeeds) =>
  operation({
    name: "AdminDisableUser",
    input: v.object(namedUser),
    resource: onPool(account),
    run: (input) => {
      const { user } = requireNamedUser(account, input);
      account.userPools.users.change(user, { enabled: false });
      account.userPools.sessions.revokeAll(user);
    },
  });
