import type { Account } from "#local/account/account.ts";
import { requirePassRole } from "#local/account/pass-role.ts";
import type { Principal } from "#local/account/principal.ts";
import { type Call, operation } from "#local/wire/operation.ts";

import { groupShape } from "./group-shape.ts";
import { groupInput } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html */
export const createGroup = (account: PoolNeeds & Pick<Account, "authorize" | "clock" | "tell">) =>
  operation({
    name: "CreateGroup",
    input: groupInput,
    resource: onPool(account),
    run: ({ UserPoolId, GroupName, Description, RoleArn, Precedence }, call: Call<Principal>) => {
      const pool = account.userPools.pools.require(UserPoolId);
      if (RoleArn !== undefined) requirePassRole(account, call, RoleArn, "cognito-idp.amazonaws.com");
      const group = account.userPools.groups.create(pool, GroupName, {
        description: Description,
        roleArn: RoleArn,
        precedence: Precedence,
      });
      return { Group: groupShape(group) };
    },
  });
