import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { authParameters, challengeName, clientId, session } from "./inputs.ts";
import type { SignIn } from "./sign-in.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html */
export const respondToAuthChallenge = ({ userPools }: Pick<Account, "userPools">, signIn: SignIn) =>
  operation({
    name: "RespondToAuthChallenge",
    access: "unsigned",
    input: v.object({
      ClientId: clientId,
      ChallengeName: challengeName,
      Session: v.optional(session),
      ChallengeResponses: authParameters,
    }),
    run: ({ ClientId, ChallengeName, Session, ChallengeResponses }) =>
      signIn.respond(ChallengeName, userPools.clients.require(ClientId), Session, ChallengeResponses),
  });
