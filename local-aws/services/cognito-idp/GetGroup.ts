import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { groupShape } from "./group-shape.ts";
import { groupName, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetGroup.html */
export const getGroup = (account: PoolNeeds) =>
  operation({
    name: "GetGroup",
    input: v.object({ UserPoolId: userPoolId, GroupName: groupName }),
    resource: onPool(account),
    run: ({ UserPoolId, GroupName }) => {
      const { pools, groups } = account.userPools;
      return { Group: groupShape(groups.require(pools.require(UserPoolId), GroupName)) };
    },
  });
