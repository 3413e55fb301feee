import type { Account } from "#local/account/account.ts";
import { missingAttributes, requireConforming, standardNames } from "#local/account/user-pools/attributes.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { invalidParameter, notAuthorized } from "#local/account/user-pools/refusals.ts";
import type { User } from "#local/account/user-pools/users.ts";

import type { Challenges } from "./challenges.ts";
import { requireSecretHash } from "./client-secret.ts";
import { type Parameters, requireParameter, requireUsername } from "./parameters.ts";

interface Needs extends Pick<Account, "userPools"> {
  readonly challenges: Challenges;
}

/**
 * Answers NEW_PASSWORD_REQUIRED. The session stays good after a password that the policy refuses, so that the user may try another.
 * @throws NotAuthorizedException, InvalidPasswordException, InvalidParameterException
 */
export function chooseNewPassword(
  { userPools, challenges }: Needs,
  pool: UserPool,
  client: UserPoolClient,
  session: string | undefined,
  responses: Parameters,
): User {
  if (session === undefined) throw invalidParameter("Missing required parameter Session");
  const username = requireUsername(responses);
  requireSecretHash(client, username, responses["SECRET_HASH"]);
  const password = requireParameter(responses, "NEW_PASSWORD");
  const challenge = challenges.find(session);
  const user = challenge && userPools.users.find(pool, challenge.sub);
  const answered = userPools.users.find(pool, username);
  if (
    challenge?.clientId !== client.id ||
    !user ||
    answered?.sub !== user.sub ||
    user.status !== "FORCE_CHANGE_PASSWORD"
  ) {
    throw notAuthorized("Invalid session for the user.");
  }
  if (!user.enabled) throw notAuthorized("User is disabled.");
  const attributes = { ...user.attributes, ...readAttributes(client, user, responses) };
  requireConforming(pool, attributes);
  const [missing] = missingAttributes(pool, attributes);
  if (missing !== undefined) throw invalidParameter(`Invalid attributes given, ${missing} is missing`);
  const changed = userPools.users.setPassword(pool, user, password, "permanent");
  challenges.close(session);
  return userPools.users.change(changed, { attributes });
}

const prefix = "userAttributes.";

function readAttributes(client: UserPoolClient, user: User, responses: Parameters): Readonly<Record<string, string>> {
  const writable = client.writeAttributes ?? standardNames.filter((name) => !name.endsWith("_verified"));
  const given = Object.entries(responses).flatMap(([key, value]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : [],
  );
  for (const [name] of given) {
    if (Object.hasOwn(user.attributes, name)) throw notAuthorized(`Cannot modify an already provided ${name}`);
    if (!writable.includes(name)) throw notAuthorized("A client attempted to write unauthorized attribute");
  }
  return Object.fromEntries(given);
}
