import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { poolShape } from "./pool-shape.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPool.html */
export const describeUserPool = (account: PoolNeeds) =>
  operation({
    name: "DescribeUserPool",
    input: v.object({ UserPoolId: userPoolId }),
    resource: onPool(account),
    run: ({ UserPoolId }) => {
      const pool = account.userPools.pools.require(UserPoolId);
      return { UserPool: poolShape(pool, account.userPools.users.of(pool.id).length) };
    },
  });
