import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { document, policyName, roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "PutRolePolicy",
    input: v.object({ RoleName: roleName, PolicyName: policyName, PolicyDocument: document }),
    resource: roleArn(account),
    run: ({ RoleName, PolicyName, PolicyDocument }) => account.roles.putInline(RoleName, PolicyName, PolicyDocument),
  });
