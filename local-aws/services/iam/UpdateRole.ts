import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { integerText, text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html */
export const updateRole = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "UpdateRole",
    input: v.object({
      RoleName: roleName,
      Description: v.optional(text(0, 1000)),
      MaxSessionDuration: v.optional(integerText(3600, 43_200)),
    }),
    resource: roleArn(account),
    run: ({ RoleName, Description, MaxSessionDuration }) => {
      account.roles.update(RoleName, {
        ...(Description !== undefined && { description: Description }),
        ...(MaxSessionDuration !== undefined && { maxSessionSeconds: MaxSessionDuration }),
      });
      return {};
    },
  });
