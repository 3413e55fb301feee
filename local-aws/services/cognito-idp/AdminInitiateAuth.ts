import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { authFlow, authParameters, clientId, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import type { SignIn } from "./sign-in.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminInitiateAuth.html */
export const adminInitiateAuth = (account: PoolNeeds, signIn: SignIn) =>
  operation({
    name: "AdminInitiateAuth",
    input: v.object({
      UserPoolId: userPoolId,
      ClientId: clientId,
      AuthFlow: authFlow,
      AuthParameters: authParameters,
    }),
    resource: onPool(account),
    run: ({ UserPoolId, ClientId, AuthFlow, AuthParameters }) => {
      const pool = account.userPools.pools.require(UserPoolId);
      return signIn.initiate(AuthFlow, account.userPools.clients.require(ClientId, pool.id), AuthParameters, "signed");
    },
  });
