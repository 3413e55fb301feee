import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { clientId, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DeleteUserPoolClient.html */
export const deleteUserPoolClient = (account: PoolNeeds) =>
  operation({
    name: "DeleteUserPoolClient",
    input: v.object({ UserPoolId: userPoolId, ClientId: clientId }),
    resource: onPool(account),
    run: ({ UserPoolId, ClientId }) => {
      const { pools, clients } = account.userPools;
      const client = clients.require(ClientId, pools.require(UserPoolId).id);
      clients.byId.delete(client.id);
    },
  });
