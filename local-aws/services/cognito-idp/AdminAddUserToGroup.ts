import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { groupName } from "./inputs.ts";
import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminAddUserToGroup.html */
export const adminAddUserToGroup = (account: PoolNeeds) =>
  operation({
    name: "AdminAddUserToGroup",
    input: v.object({ ...namedUser, GroupName: groupName }),
    resource: onPool(account),
    run: ({ GroupName, ...named }) => {
      const { pool, user } = requireNamedUser(account, named);
      const { groups } = account.userPools;
      groups.addUser(groups.require(pool, GroupName), user);
    },
  });
