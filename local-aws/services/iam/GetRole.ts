import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { describeRole, roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "GetRole",
    input: v.object({ RoleName: roleName }),
    resource: roleArn(account),
    run: ({ RoleName }) => ({ Role: describeRole(account.roles.require(RoleName)) }),
  });
