import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { groupShape } from "./group-shape.ts";
import { limit, pageToken } from "./inputs.ts";
import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { pageOfNamed } from "./page.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminListGroupsForUser.html */
export const adminListGroupsForUser = (account: PoolNeeds) =>
  operation({
    name: "AdminListGroupsForUser",
    input: v.object({ ...namedUser, Limit: limit, NextToken: pageToken }),
    resource: onPool(account),
    run: ({ Limit, NextToken, ...named }) => {
      const { user } = requireNamedUser(account, named);
      const groups = account.userPools.groups.ofUser(user).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      const { items, next } = pageOfNamed(groups, ({ name }) => name, Limit, NextToken);
      return { Groups: items.map((group) => groupShape(group)), NextToken: next };
    },
  });
