import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";
import { pageOf } from "#local/wire/paging.ts";

import { identityShape } from "./identity-shape.ts";
import { identityPoolId, maxResults, pageToken } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { invalidParameter } from "./refusals.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentities.html */
export const listIdentities = (account: PoolNeeds) =>
  operation({
    name: "ListIdentities",
    // No identity is ever disabled here, so HideDisabled hides none.
    input: v.object({
      IdentityPoolId: identityPoolId,
      MaxResults: maxResults,
      NextToken: pageToken,
      HideDisabled: v.optional(v.boolean()),
    }),
    resource: onPool(account),
    run: ({ IdentityPoolId, MaxResults, NextToken }) => {
      const { pools, identities } = account.identityPools;
      const { items, next } = pageOf(identities.of(pools.require(IdentityPoolId).id), ({ id }) => id, {
        limit: MaxResults,
        token: NextToken,
        invalid: () => invalidParameter("Invalid NextToken."),
      });
      return { IdentityPoolId, Identities: items.map((identity) => identityShape(identity)), NextToken: next };
    },
  });
