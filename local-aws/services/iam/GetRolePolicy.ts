import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { encoded, policyName, roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "GetRolePolicy",
    input: v.object({ RoleName: roleName, PolicyName: policyName }),
    resource: roleArn(account),
    run: ({ RoleName, PolicyName }) => {
      const source = account.roles.requireInline(RoleName, PolicyName);
      return { RoleName, PolicyName, PolicyDocument: encoded(source) };
    },
  });
