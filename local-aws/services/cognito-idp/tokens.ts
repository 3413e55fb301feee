import { SignJWT } from "jose";

import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { TokenKey } from "#local/account/user-pools/keys.ts";
import { lifetimes } from "#local/account/user-pools/lifetimes.ts";
import type { UserSession } from "#local/account/user-pools/sessions.ts";
import type { User } from "#local/account/user-pools/users.ts";

import { accessClaims, idClaims } from "./claims.ts";

export interface AuthenticationResult {
  readonly AccessToken: string;
  readonly IdToken: string;
  /** Seconds that the access token lives. */
  readonly ExpiresIn: number;
  readonly TokenType: "Bearer";
  readonly RefreshToken?: string;
}

export interface Tokens {
  /** The tokens of a new sign-in. */
  ofSignIn(user: User, client: UserPoolClient): Promise<AuthenticationResult>;
  /** New tokens of an old sign-in: of the user as he is now, with the groups he has now. */
  ofSession(session: UserSession, user: User, client: UserPoolClient): Promise<AuthenticationResult>;
}

export function openTokens({ userPools, clock, ids }: Pick<Account, "userPools" | "clock" | "ids">): Tokens {
  const ofSession: Tokens["ofSession"] = async (session, user, client) => {
    const keys = await userPools.keys.of(user.poolId);
    const life = lifetimes(client);
    const subject = { user, client, session, groups: userPools.groups.ofUser(user) };
    const now = clock.now();
    const [AccessToken, IdToken] = await Promise.all([
      sign(accessClaims(subject, { jti: ids.uuid(), now, lifetimeSeconds: life.access }), keys.access),
      sign(idClaims(subject, { jti: ids.uuid(), now, lifetimeSeconds: life.id }), keys.id),
    ]);
    return { AccessToken, IdToken, ExpiresIn: life.access, TokenType: "Bearer" };
  };
  return {
    ofSignIn: async (user, client) => {
      const { session, refreshToken } = userPools.sessions.open(user, client);
      return { ...(await ofSession(session, user, client)), RefreshToken: refreshToken };
    },
    ofSession,
  };
}

function sign(claims: Readonly<Record<string, unknown>>, { kid, privateKey }: TokenKey): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ kid, alg: "RS256" }).sign(privateKey);
}
