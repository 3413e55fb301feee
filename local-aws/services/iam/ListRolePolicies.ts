import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { roleArn } from "./arns.ts";
import { marker, maxItems, truncatedPage } from "./paging.ts";
import { roleName } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = (account: Pick<Account, "roles" | "accountId">) =>
  operation({
    name: "ListRolePolicies",
    input: v.object({ RoleName: roleName, Marker: marker, MaxItems: maxItems }),
    resource: roleArn(account),
    run: ({ RoleName, Marker, MaxItems }) => {
      const names = Object.keys(account.roles.require(RoleName).inlinePolicies);
      const { page, tail } = truncatedPage(names, (name) => name, { Marker, MaxItems });
      return { PolicyNames: page, ...tail };
    },
  });
