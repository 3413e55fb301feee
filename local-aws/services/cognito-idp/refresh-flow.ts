import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { notAuthorized, userNotFound } from "#local/account/user-pools/refusals.ts";
import type { UserSession } from "#local/account/user-pools/sessions.ts";
import type { User } from "#local/account/user-pools/users.ts";

type Needs = Pick<Account, "userPools" | "clock">;

/** The sign-in that a refresh token stands for. @throws NotAuthorizedException, UserNotFoundException */
export function requireSession(
  { userPools, clock }: Needs,
  pool: UserPool,
  client: UserPoolClient,
  refreshToken: string,
): { readonly session: UserSession; readonly user: User } {
  const session = userPools.sessions.ofRefreshToken(refreshToken);
  if (session?.clientId !== client.id) throw notAuthorized("Invalid Refresh Token.");
  const user = userPools.users.find(pool, session.sub);
  if (!user) throw userNotFound();
  if (!user.enabled) throw notAuthorized("User is disabled.");
  if (session.revoked) throw notAuthorized("Refresh Token has been revoked");
  if (session.expiresAt <= clock.now()) throw notAuthorized("Refresh Token has expired");
  return { session, user };
}
