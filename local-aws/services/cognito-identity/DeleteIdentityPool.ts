import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { identityPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentityPool.html */
export const deleteIdentityPool = (account: PoolNeeds) =>
  operation({
    name: "DeleteIdentityPool",
    input: v.object({ IdentityPoolId: identityPoolId }),
    resource: onPool(account),
    run: ({ IdentityPoolId }) => account.identityPools.delete(account.identityPools.pools.require(IdentityPoolId)),
  });
