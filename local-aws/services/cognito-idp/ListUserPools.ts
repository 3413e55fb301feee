import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { maxResults, pageToken } from "./inputs.ts";
import { pageOfNamed } from "./page.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUserPools.html */
export const listUserPools = ({ userPools }: Pick<Account, "userPools">) =>
  operation({
    name: "ListUserPools",
    input: v.object({ MaxResults: maxResults, NextToken: pageToken }),
    run: ({ MaxResults, NextToken }) => {
      const pools = [...userPools.pools.byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const { items, next } = pageOfNamed(pools, ({ id }) => id, MaxResults, NextToken);
      return {
        UserPools: items.map(({ id, name, createdAt, modifiedAt }) => ({
          Id: id,
          Name: name,
          LambdaConfig: {},
          CreationDate: createdAt / 1000,
          LastModifiedDate: modifiedAt / 1000,
        })),
        NextToken: next,
      };
    },
  });
