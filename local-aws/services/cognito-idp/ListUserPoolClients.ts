import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { maxResults, pageToken, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { pageOfNamed } from "./page.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPoolClients.html */
export const listUserPoolClients = (account: PoolNeeds) =>
  operation({
    name: "ListUserPoolClients",
    input: v.object({ UserPoolId: userPoolId, MaxResults: v.optional(maxResults), NextToken: pageToken }),
    resource: onPool(account),
    run: ({ UserPoolId, MaxResults, NextToken }) => {
      const pool = account.userPools.pools.require(UserPoolId);
      const clients = account.userPools.clients.of(pool.id).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const { items, next } = pageOfNamed(clients, ({ id }) => id, MaxResults, NextToken);
      return {
        UserPoolClients: items.map(({ id, poolId, name }) => ({ ClientId: id, UserPoolId: poolId, ClientName: name })),
        NextToken: next,
      };
    },
  });
