import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { policyName, roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "DeleteRolePolicy",
    input: v.object({ RoleName: roleName, PolicyName: policyName }),
    resource: roleArn(account),
    run: ({ RoleName, PolicyName }) => account.roles.deleteInline(RoleName, PolicyName),
  });
