import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { authFlow, authParameters, clientId } from "./inputs.ts";
import type { SignIn } from "./sign-in.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html */
export const initiateAuth = ({ userPools }: Pick<Account, "userPools">, signIn: SignIn) =>
  operation({
    name: "InitiateAuth",
    access: "unsigned",
    input: v.object({ AuthFlow: authFlow, ClientId: clientId, AuthParameters: authParameters }),
    run: ({ AuthFlow, ClientId, AuthParameters }) =>
      signIn.initiate(AuthFlow, userPools.clients.require(ClientId), AuthParameters, "unsigned"),
  });
