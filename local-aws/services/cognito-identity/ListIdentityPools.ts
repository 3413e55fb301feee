import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";
import { pageOf } from "#local/wire/paging.ts";

import { maxResults, pageToken } from "./inputs.ts";
import { invalidParameter } from "./refusals.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListIdentityPools.html */
export const listIdentityPools = ({ identityPools }: Pick<Account, "identityPools">) =>
  operation({
    name: "ListIdentityPools",
    input: v.object({ MaxResults: maxResults, NextToken: pageToken }),
    run: ({ MaxResults, NextToken }) => {
      const pools = [...identityPools.pools.byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const { items, next } = pageOf(pools, ({ id }) => id, {
        limit: MaxResults,
        token: NextToken,
        invalid: () => invalidParameter("Invalid NextToken."),
      });
      return {
        IdentityPools: items.map(({ id, name }) => ({ IdentityPoolId: id, IdentityPoolName: name })),
        NextToken: next,
      };
    },
  });
