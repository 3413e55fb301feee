import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { groupName, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = (account: PoolNeeds) =>
  operation({
    name: "DeleteGroup",
    input: v.object({ UserPoolId: userPoolId, GroupName: groupName }),
    resource: onPool(account),
    run: ({ UserPoolId, GroupName }) => {
      const { pools, groups } = account.userPools;
      groups.delete(groups.require(pools.require(UserPoolId), GroupName));
    },
  });
