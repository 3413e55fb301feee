import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { authParameters, challengeName, clientId, session, userPoolId } from "./inputs.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import type { SignIn } from "./sign-in.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminRespondToAuthChallenge.html */
export const adminRespondToAuthChallenge = (account: PoolNeeds, signIn: SignIn) =>
  operation({
    name: "AdminRespondToAuthChallenge",
    input: v.object({
      UserPoolId: userPoolId,
      ClientId: clientId,
      ChallengeName: challengeName,
      Session: v.optional(session),
      ChallengeResponses: authParameters,
    }),
    resource: onPool(account),
    run: ({ UserPoolId, ClientId, ChallengeName, Session, ChallengeResponses }) => {
      const pool = account.userPools.pools.require(UserPoolId);
      const client = account.userPools.clients.require(ClientId, pool.id);
      return signIn.respond(ChallengeName, client, Session, ChallengeResponses);
    },
  });
