import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { document, roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html */
export const updateAssumeRolePolicy = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "UpdateAssumeRolePolicy",
    input: v.object({ RoleName: roleName, PolicyDocument: document }),
    resource: roleArn(account),
    run: ({ RoleName, PolicyDocument }) => account.roles.setTrustPolicy(RoleName, PolicyDocument),
  });
