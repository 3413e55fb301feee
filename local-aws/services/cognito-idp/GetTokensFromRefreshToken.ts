import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { requireClientSecret } from "./client-secret.ts";
import { clientId, token } from "./inputs.ts";
import { refuseDeviceKey } from "./parameters.ts";
import { requireSession } from "./refresh-flow.ts";
import type { SignIn } from "./sign-in.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html */
export const getTokensFromRefreshToken = (account: Pick<Account, "userPools" | "clock">, signIn: SignIn) =>
  operation({
    name: "GetTokensFromRefreshToken",
    access: "unsigned",
    input: v.object({
      RefreshToken: token,
      ClientId: clientId,
      ClientSecret: v.optional(text(24, 64, /^[\w+]+$/)),
      DeviceKey: v.optional(text(1, 55)),
    }),
    run: async ({ RefreshToken, ClientId, ClientSecret, DeviceKey }) => {
      const client = account.userPools.clients.require(ClientId);
      requireClientSecret(client, ClientSecret);
      refuseDeviceKey(DeviceKey);
      const pool = account.userPools.pools.require(client.poolId);
      const { session, user } = requireSession(account, pool, client, RefreshToken);
      return { AuthenticationResult: await signIn.tokens.ofSession(session, user, client) };
    },
  });
