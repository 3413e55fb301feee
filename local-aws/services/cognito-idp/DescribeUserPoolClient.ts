import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { clientShape } from "./client-shape.ts";
import { clientId, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html */
export const describeUserPoolClient = (account: PoolNeeds) =>
  operation({
    name: "DescribeUserPoolClient",
    input: v.object({ UserPoolId: userPoolId, ClientId: clientId }),
    resource: onPool(account),
    run: ({ UserPoolId, ClientId }) => {
      const pool = account.userPools.pools.require(UserPoolId);
      return { UserPoolClient: clientShape(account.userPools.clients.require(ClientId, pool.id)) };
    },
  });
