import * as v from "valibot";

import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { clientSettingsInput, readClientSettings } from "./client-input.ts";
import { clientShape } from "./client-shape.ts";
import { userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html */
export const createUserPoolClient = (account: PoolNeeds) =>
  operation({
    name: "CreateUserPoolClient",
    input: v.looseObject({
      UserPoolId: userPoolId,
      ClientName: text(1, 128, /^[\w\s+=,.@-]+$/),
      GenerateSecret: v.optional(v.boolean(), false),
      ClientSecret: v.optional(text(24, 64, /^[\w+]+$/)),
      ...clientSettingsInput,
    }),
    resource: onPool(account),
    run: (input) => {
      const pool = account.userPools.pools.require(input.UserPoolId);
      const client = account.userPools.clients.create({
        ...readClientSettings("CreateUserPoolClient", pool, input),
        poolId: pool.id,
        name: input.ClientName,
        secret: input.ClientSecret ?? (input.GenerateSecret ? true : undefined),
      });
      return { UserPoolClient: clientShape(client) };
    },
  });
