import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "DeleteRole",
    input: v.object({ RoleName: roleName }),
    resource: roleArn(account),
    run: ({ RoleName }) => account.roles.delete(RoleName),
  });
