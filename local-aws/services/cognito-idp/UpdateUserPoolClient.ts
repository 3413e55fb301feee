import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { lifetimes } from "#local/account/user-pools/lifetimes.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { clientSettingsInput, readClientSettings } from "./client-input.ts";
import { clientShape } from "./client-shape.ts";
import { clientId, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_UpdateUserPoolClient.html */
export const updateUserPoolClient = (account: PoolNeeds & Pick<Account, "clock">) =>
  operation({
    name: "UpdateUserPoolClient",
    input: v.looseObject({
      UserPoolId: userPoolId,
      ClientId: clientId,
      ClientName: v.optional(text(1, 128, /^[\w\s+=,.@-]+$/)),
      ...clientSettingsInput,
    }),
    resource: onPool(account),
    run: (input) => {
      const { pools, clients } = account.userPools;
      const pool = pools.require(input.UserPoolId);
      const known = clients.require(input.ClientId, pool.id);
      const client = {
        ...known,
        ...readClientSettings("UpdateUserPoolClient", pool, input),
        name: input.ClientName ?? known.name,
        modifiedAt: account.clock.now(),
      };
      lifetimes(client);
      clients.byId.set(client.id, client);
      return { UserPoolClient: clientShape(client) };
    },
  });
