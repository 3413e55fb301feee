import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { groupName, limit, pageToken, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { pageOfNamed } from "./page.ts";
import { userShape } from "./user-shape.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsersInGroup.html */
export const listUsersInGroup = (account: PoolNeeds) =>
  operation({
    name: "ListUsersInGroup",
    input: v.object({ UserPoolId: userPoolId, GroupName: groupName, Limit: limit, NextToken: pageToken }),
    resource: onPool(account),
    run: ({ UserPoolId, GroupName, Limit, NextToken }) => {
      const { pools, groups, users } = account.userPools;
      const group = groups.require(pools.require(UserPoolId), GroupName);
      const members = users.of(group.poolId).filter((user) => user.groups.includes(group.name));
      const { items, next } = pageOfNamed(members, ({ username }) => username, Limit, NextToken);
      return { Users: items.map((user) => userShape(user)), NextToken: next };
    },
  });
