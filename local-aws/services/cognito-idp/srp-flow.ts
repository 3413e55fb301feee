import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { incorrect, invalidParameter } from "#local/account/user-pools/refusals.ts";
import { hex, provesPassword, publicValue, readPublicValue } from "#local/account/user-pools/srp.ts";
import { srpUser, type User } from "#local/account/user-pools/users.ts";

import type { AuthOutcome } from "./after-password.ts";
import { requireSecretHash } from "./client-secret.ts";
import { type Parameters, requireParameter, requireUsername } from "./parameters.ts";
import type { PasswordAttempts } from "./password-attempts.ts";
import type { SrpExchanges } from "./srp-exchanges.ts";
import { identify } from "./who.ts";

interface Needs extends Pick<Account, "userPools" | "ids"> {
  readonly attempts: PasswordAttempts;
  readonly exchanges: SrpExchanges;
}

// `Mon Jan 5 03:04:05 UTC 2026`. Its time is not compared: a client with a wrong clock may sign in.
const timestampFormat = /^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d\d:\d\d:\d\d UTC \d{4}$/;

/** The first step of USER_SRP_AUTH. */
export function startSrp(
  { userPools, ids, attempts, exchanges }: Needs,
  pool: UserPool,
  client: UserPoolClient,
  parameters: Parameters,
): AuthOutcome {
  const givenName = requireUsername(parameters);
  requireSecretHash(client, givenName, parameters["SECRET_HASH"]);
  const A = readPublicValue(requireParameter(parameters, "SRP_A"));
  if (A === undefined) throw invalidParameter("Invalid SRP_A");
  const { userId, kept } = identify(userPools.users, pool, client, givenName);
  attempts.requireOpen({ poolId: pool.id, username: userId });
  const b = ids.bytes(128);
  const B = publicValue(kept, b);
  const secretBlock = exchanges.open({ clientId: client.id, givenName, userId, kept, A, b, B });
  return {
    ChallengeName: "PASSWORD_VERIFIER",
    ChallengeParameters: {
      SALT: kept.salt,
      SRP_B: hex(B),
      SECRET_BLOCK: secretBlock.toString("base64"),
      USERNAME: userId,
      USER_ID_FOR_SRP: userId,
    },
  };
}

/** The second step: the user, when the proof holds. @throws NotAuthorizedException when it does not. */
export function finishSrp(
  { userPools, attempts, exchanges }: Needs,
  pool: UserPool,
  client: UserPoolClient,
  responses: Parameters,
): User {
  const username = requireUsername(responses);
  requireSecretHash(client, username, responses["SECRET_HASH"]);
  const secretBlock = Buffer.from(requireParameter(responses, "PASSWORD_CLAIM_SECRET_BLOCK"), "base64");
  const signature = Buffer.from(requireParameter(responses, "PASSWORD_CLAIM_SIGNATURE"), "base64");
  const timestamp = requireParameter(responses, "TIMESTAMP");
  if (!timestampFormat.test(timestamp)) {
    throw invalidParameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.");
  }
  const exchange = exchanges.take(secretBlock);
  if (!exchange || exchange.clientId !== client.id) throw incorrect();
  const { userId, givenName, kept } = exchange;
  if (username !== userId && username !== givenName) throw incorrect();
  const name = { poolId: pool.id, username: userId };
  attempts.requireOpen(name);
  const proved = provesPassword({ ...exchange, user: srpUser(name), secretBlock, timestamp }, signature);
  const user = userPools.users.find(pool, userId);
  // The salt is another one when the password was changed since the first step.
  if (!proved || user?.password.salt !== kept.salt) {
    attempts.failed(name);
    throw incorrect();
  }
  attempts.succeeded(name);
  return user;
}
