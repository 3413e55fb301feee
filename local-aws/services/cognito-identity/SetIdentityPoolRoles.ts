import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { requirePassRole } from "#local/account/pass-role.ts";
import type { Principal } from "#local/account/principal.ts";
import { mapOf, text } from "#local/wire/inputs.ts";
import { type Call, operation } from "#local/wire/operation.ts";

import { arn, identityPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { readRoleMapping, roleMappingsInput } from "./role-mapping-input.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html */
export const setIdentityPoolRoles = (account: PoolNeeds & Pick<Account, "authorize" | "clock" | "tell">) =>
  operation({
    name: "SetIdentityPoolRoles",
    input: v.object({
      IdentityPoolId: identityPoolId,
      Roles: mapOf(text(1, 128, /^(un)?authenticated$/), arn),
      RoleMappings: roleMappingsInput,
    }),
    resource: onPool(account),
    run: ({ IdentityPoolId, Roles, RoleMappings }, call: Call<Principal>) => {
      const pool = account.identityPools.pools.require(IdentityPoolId);
      const roleMappings = Object.fromEntries(
        Object.entries(RoleMappings).map(([key, asked]) => [key, readRoleMapping(key, asked)]),
      );
      const passed = [
        ...Object.values(Roles),
        ...Object.values(roleMappings).flatMap((mapping) =>
          mapping.type === "Rules" ? mapping.rules.map(({ roleArn }) => roleArn) : [],
        ),
      ];
      for (const roleArn of new Set(passed)) {
        if (roleArn !== undefined) requirePassRole(account, call, roleArn, "cognito-identity.amazonaws.com");
      }
      account.identityPools.setRoles(pool, { roles: Roles, roleMappings });
    },
  });
