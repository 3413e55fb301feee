import type { Account } from "#local/account/account.ts";
import { requirePassRole } from "#local/account/pass-role.ts";
import type { Principal } from "#local/account/principal.ts";
import { type Call, operation } from "#local/wire/operation.ts";

import { groupShape } from "./group-shape.ts";
import { groupInput } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** What is not given stays as it was. @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = (account: PoolNeeds & Pick<Account, "authorize" | "clock" | "tell">) =>
  operation({
    name: "UpdateGroup",
    input: groupInput,
    resource: onPool(account),
    run: ({ UserPoolId, GroupName, Description, RoleArn, Precedence }, call: Call<Principal>) => {
      const { pools, groups } = account.userPools;
      const known = groups.require(pools.require(UserPoolId), GroupName);
      if (RoleArn !== undefined) requirePassRole(account, call, RoleArn, "cognito-idp.amazonaws.com");
      const group = groups.change(known, {
        description: Description ?? known.description,
        roleArn: RoleArn ?? known.roleArn,
        precedence: Precedence ?? known.precedence,
      });
      return { Group: groupShape(group) };
    },
  });
