import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { arn, roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "DetachRolePolicy",
    input: v.object({ RoleName: roleName, PolicyArn: arn }),
    resource: roleArn(account),
    run: ({ RoleName, PolicyArn }) => account.roles.detach(RoleName, PolicyArn),
  });
