import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { groupShape } from "./group-shape.ts";
import { limit, pageToken, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { pageOfNamed } from "./page.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListGroups.html */
export const listGroups = (account: PoolNeeds) =>
  operation({
    name: "ListGroups",
    input: v.object({ UserPoolId: userPoolId, Limit: limit, NextToken: pageToken }),
    resource: onPool(account),
    run: ({ UserPoolId, Limit, NextToken }) => {
      const groups = account.userPools.groups.of(account.userPools.pools.require(UserPoolId).id);
      const { items, next } = pageOfNamed(groups, ({ name }) => name, Limit, NextToken);
      return { Groups: items.map((group) => groupShape(group)), NextToken: next };
    },
  });
