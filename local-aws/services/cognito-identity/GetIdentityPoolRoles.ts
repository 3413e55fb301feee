import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { identityPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { roleMappingShape } from "./role-mapping-input.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles = (account: PoolNeeds) =>
  operation({
    name: "GetIdentityPoolRoles",
    input: v.object({ IdentityPoolId: identityPoolId }),
    resource: onPool(account),
    run: ({ IdentityPoolId }) => {
      const { id, roles, roleMappings } = account.identityPools.pools.require(IdentityPoolId);
      const mappings = Object.entries(roleMappings).map(([key, mapping]) => [key, roleMappingShape(mapping)] as const);
      return {
        IdentityPoolId: id,
        Roles: roles,
        ...(mappings.length > 0 ? { RoleMappings: Object.fromEntries(mappings) } : {}),
      };
    },
  });
