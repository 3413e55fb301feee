import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import { notAuthorized } from "#local/account/user-pools/refusals.ts";
import { NotEmulated } from "#local/wire/errors.ts";

import { afterPassword, type AuthOutcome } from "./after-password.ts";
import { type AuthFlow, requireFlow } from "./auth-flows.ts";
import { openChallenges } from "./challenges.ts";
import { same, secretHashOf } from "./client-secret.ts";
import { chooseNewPassword } from "./new-password.ts";
import { type Parameters, refuseDeviceKey, requireParameter } from "./parameters.ts";
import { openPasswordAttempts, type PasswordAttempts } from "./password-attempts.ts";
import { signInByPassword } from "./password-flow.ts";
import { requireSession } from "./refresh-flow.ts";
import { openSrpExchanges } from "./srp-exchanges.ts";
import { finishSrp, startSrp } from "./srp-flow.ts";
import { openTokens, type Tokens } from "./tokens.ts";

export interface SignIn {
  readonly attempts: PasswordAttempts;
  readonly tokens: Tokens;
  /** `asked`: by AdminInitiateAuth, signed, or by InitiateAuth. */
  initiate(
    flow: AuthFlow,
    client: UserPoolClient,
    parameters: Parameters,
    asked: "signed" | "unsigned",
  ): Promise<AuthOutcome>;
  respond(
    challengeName: string,
    client: UserPoolClient,
    session: string | undefined,
    responses: Parameters,
  ): Promise<AuthOutcome>;
}

type Needs = Pick<Account, "userPools" | "store" | "clock" | "ids">;

/** Every way to sign in to a user pool, step by step. */
export function openSignIn(account: Needs): SignIn {
  const needs = {
    ...account,
    attempts: openPasswordAttempts(account),
    exchanges: openSrpExchanges(account),
    challenges: openChallenges(account),
    tokens: openTokens(account),
  };
  const poolOf = (client: UserPoolClient) => account.userPools.pools.require(client.poolId);

  const refresh = async (client: UserPoolClient, parameters: Parameters): Promise<AuthOutcome> => {
    const { session, user } = requireSession(
      needs,
      poolOf(client),
      client,
      requireParameter(parameters, "REFRESH_TOKEN"),
    );
    requireRefreshHash(client, user.username, parameters["SECRET_HASH"]);
    return { ChallengeParameters: {}, AuthenticationResult: await needs.tokens.ofSession(session, user, client) };
  };

  return {
    attempts: needs.attempts,
    tokens: needs.tokens,
    initiate: async (flow, client, parameters, asked) => {
      const pool = poolOf(client);
      const chosen = requireFlow(flow, client, asked);
      refuseDeviceKey(parameters["DEVICE_KEY"]);
      if (chosen === "srp") return startSrp(needs, pool, client, parameters);
      if (chosen === "refresh") return refresh(client, parameters);
      return afterPassword(needs, pool, client, signInByPassword(needs, pool, client, parameters));
    },
    respond: async (challengeName, client, session, responses) => {
      const pool = poolOf(client);
      refuseDeviceKey(responses["DEVICE_KEY"]);
      switch (challengeName) {
        case "PASSWORD_VERIFIER":
          return afterPassword(needs, pool, client, finishSrp(needs, pool, client, responses));
        case "NEW_PASSWORD_REQUIRED":
          return afterPassword(needs, pool, client, chooseNewPassword(needs, pool, client, session, responses));
        default:
          throw new NotEmulated(`the challenge ${challengeName}`);
      }
    },
  };
}

/** With a refresh token no name is given, so the hash is that of the user's own. */
function requireRefreshHash({ id, secret }: UserPoolClient, username: string, secretHash: string | undefined): void {
  if (secret === undefined) return;
  if (secretHash === undefined || !same(secretHashOf({ id, secret }, username), secretHash)) {
    throw notAuthorized(`SecretHash does not match for the client: ${id}`);
  }
}
