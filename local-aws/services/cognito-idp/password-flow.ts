import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { incorrect } from "#local/account/user-pools/refusals.ts";
import { isPassword } from "#local/account/user-pools/srp.ts";
import { srpUser, type User } from "#local/account/user-pools/users.ts";

import { requireSecretHash } from "./client-secret.ts";
import { type Parameters, requireParameter, requireUsername } from "./parameters.ts";
import type { PasswordAttempts } from "./password-attempts.ts";
import { identify, type Who } from "./who.ts";

interface Needs extends Pick<Account, "userPools"> {
  readonly attempts: PasswordAttempts;
}

/** USER_PASSWORD_AUTH and its signed sisters. @throws NotAuthorizedException */
export function signInByPassword(
  { userPools, attempts }: Needs,
  pool: UserPool,
  client: UserPoolClient,
  parameters: Parameters,
): User {
  const username = requireUsername(parameters);
  const password = requireParameter(parameters, "PASSWORD");
  requireSecretHash(client, username, parameters["SECRET_HASH"]);
  return requirePassword(attempts, pool, identify(userPools.users, pool, client, username), password);
}

/** The user, when it is his password. The same work is done for somebody who does not exist. @throws NotAuthorizedException */
export function requirePassword(attempts: PasswordAttempts, pool: UserPool, who: Who, password: string): User {
  const name = { poolId: pool.id, username: who.userId };
  attempts.requireOpen(name);
  const right = isPassword(srpUser(name), password, who.kept);
  if (!right || !who.user) {
    attempts.failed(name);
    throw incorrect();
  }
  attempts.succeeded(name);
  return who.user;
}
