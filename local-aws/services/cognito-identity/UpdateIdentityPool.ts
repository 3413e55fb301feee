import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { identityPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { poolSettingsInput, poolShape, readPoolSettings } from "./pool-input.ts";

/** Replaces the settings; the roles stay. @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UpdateIdentityPool.html */
export const updateIdentityPool = (account: PoolNeeds) =>
  operation({
    name: "UpdateIdentityPool",
    input: v.object({ IdentityPoolId: identityPoolId, ...poolSettingsInput }),
    resource: onPool(account),
    run: (input) => {
      const { pools } = account.identityPools;
      const pool = { ...pools.require(input.IdentityPoolId), ...readPoolSettings(input) };
      pools.byId.set(pool.id, pool);
      return poolShape(pool);
    },
  });
