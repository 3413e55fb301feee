import { decodeJwt } from "jose";

import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import { issuer, type UserPool } from "#local/account/user-pools/pools.ts";
import { notAuthorized, userNotFound } from "#local/account/user-pools/refusals.ts";
import type { UserSession } from "#local/account/user-pools/sessions.ts";
import type { User } from "#local/account/user-pools/users.ts";

interface SignedIn {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly user: User;
  readonly session: UserSession;
}

type Needs = Pick<Account, "userPools" | "clock">;

/**
 * Whose access token it is.
 * @throws NotAuthorizedException unless the token is one of ours, of now, and neither it nor its user was signed out; UserNotFoundException.
 */
export async function requireSignedIn({ userPools, clock }: Needs, token: string): Promise<SignedIn> {
  const pool = poolOf(userPools.pools.byId.values(), token);
  const claims = await userPools.keys.readSigned(pool.id, token);
  if (!claims) throw notAuthorized("Could not verify signature for Access Token");
  if (claims["token_use"] !== "access") throw notAuthorized("Invalid Access Token");
  if (typeof claims["exp"] !== "number" || claims["exp"] * 1000 <= clock.now()) {
    throw notAuthorized("Access Token has expired");
  }
  // A session is known by its event_id also where the client's tokens carry no origin_jti.
  const session = userPools.sessions.byId.get(String(claims["event_id"]));
  const client = session && userPools.clients.byId.get(session.clientId);
  if (!session || !client || session.revoked) throw notAuthorized("Access Token has been revoked");
  const user = userPools.users.find(pool, session.sub);
  if (!user) throw userNotFound();
  if (!user.enabled) throw notAuthorized("User is disabled.");
  return { pool, client, user, session };
}

function poolOf(pools: Iterable<UserPool>, token: string): UserPool {
  const claimed = issuerOf(token);
  for (const pool of pools) if (issuer(pool.id) === claimed) return pool;
  throw notAuthorized("Invalid Access Token");
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    throw notAuthorized("Invalid Access Token");
  }
}
