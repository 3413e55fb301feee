import * as v from "valibot";

import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import { operation } from "#local/wire/operation.ts";

import { userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPool.html */
export const deleteUserPool = (account: PoolNeeds) =>
  operation({
    name: "DeleteUserPool",
    input: v.object({ UserPoolId: userPoolId }),
    resource: onPool(account),
    run: ({ UserPoolId }) => {
      const pool = account.userPools.pools.require(UserPoolId);
      if (pool.deletionProtection === "ACTIVE") {
        throw invalidParameter(
          "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
        );
      }
      account.userPools.delete(pool);
    },
  });
