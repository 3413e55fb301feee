import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { marker, maxItems, truncatedPage } from "./paging.ts";
import { roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "ListAttachedRolePolicies",
    input: v.object({
      RoleName: roleName,
      PathPrefix: v.optional(text(1, 512, /^\//), "/"),
      Marker: marker,
      MaxItems: maxItems,
    }),
    resource: roleArn(account),
    run: ({ RoleName, PathPrefix, Marker, MaxItems }) => {
      const attached = account.roles
        .require(RoleName)
        .attachedPolicies.map((arn) => account.roles.managed.require(arn))
        .filter(({ path }) => path.startsWith(PathPrefix));
      const { page, tail } = truncatedPage(attached, ({ name }) => name, { Marker, MaxItems });
      return { AttachedPolicies: page.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })), ...tail };
    },
  });
