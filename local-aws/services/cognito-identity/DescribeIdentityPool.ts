import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { identityPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { poolShape } from "./pool-input.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DescribeIdentityPool.html */
export const describeIdentityPool = (account: PoolNeeds) =>
  operation({
    name: "DescribeIdentityPool",
    input: v.object({ IdentityPoolId: identityPoolId }),
    resource: onPool(account),
    run: ({ IdentityPoolId }) => poolShape(account.identityPools.pools.require(IdentityPoolId)),
  });
