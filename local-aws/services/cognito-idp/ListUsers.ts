import * as v from "valibot";

import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { limit, pageToken, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { pageOfNamed } from "./page.ts";
import { readFilter } from "./user-filter.ts";
import { userShape } from "./user-shape.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html */
export const listUsers = (account: PoolNeeds) =>
  operation({
    name: "ListUsers",
    input: v.object({
      UserPoolId: userPoolId,
      AttributesToGet: v.optional(v.array(text(1, 32))),
      Limit: limit,
      PaginationToken: pageToken,
      Filter: v.optional(text(0, 256), ""),
    }),
    resource: onPool(account),
    run: ({ UserPoolId, AttributesToGet, Limit, PaginationToken, Filter }) => {
      const users = account.userPools.users.of(account.userPools.pools.require(UserPoolId).id);
      const found = Filter === "" ? users : users.filter(readFilter(Filter));
      const { items, next } = pageOfNamed(found, ({ username }) => username, Limit, PaginationToken);
      return { Users: items.map((user) => userShape(user, AttributesToGet)), PaginationToken: next };
    },
  });
