import { decodeJwt } from "jose";

import type { Account } from "#local/account/account.ts";
import type { CognitoProvider } from "#local/account/identity-pools/pools.ts";
import { providerName } from "#local/account/user-pools/pools.ts";

import { notAuthorized } from "./refusals.ts";

/** Somebody who signed in to a user pool, as his verified ID token tells. */
export interface VerifiedLogin {
  readonly provider: string;
  /** His `sub`. */
  readonly subject: string;
  readonly clientId: string;
  readonly claims: Claims;
}

export type Claims = Readonly<Record<string, unknown>>;

type Needs = Pick<Account, "userPools" | "clock">;

/**
 * Verifies an ID token as anybody outside of the user pool would: by its published keys, issuer, audience and time.
 * @param trusted the pool's settings for `provider`, one for each app client
 * @throws NotAuthorizedException
 */
export async function verifyLogin(
  { userPools, clock }: Needs,
  provider: string,
  trusted: readonly CognitoProvider[],
  token: string,
): Promise<VerifiedLogin> {
  const claimed = readUnverified(token);
  if (typeof claimed["aud"] !== "string") throw notAuthorized("Invalid login token. Missing a required claim: aud");
  if (claimed["iss"] !== `https://${provider}`) {
    throw notAuthorized("Invalid login token. Issuer doesn't match providerName");
  }
  const claims = await readVerified(userPools, provider, token);
  const { exp, aud, sub, token_use: use } = claims;
  const now = Math.floor(clock.now() / 1000);
  if (typeof exp !== "number" || exp <= now) {
    throw notAuthorized(`Invalid login token. Token expired: ${now} >= ${String(exp)}`);
  }
  const settings = trusted.find(({ clientId }) => clientId === aud);
  if (!settings || typeof sub !== "string" || use !== "id") {
    throw notAuthorized("Token is not from a supported provider of this identity pool");
  }
  if (settings.serverSideTokenCheck) requireStillSignedIn(userPools, provider, sub, claims);
  return { provider, subject: sub, clientId: settings.clientId, claims };
}

function readUnverified(token: string): Claims {
  try {
    return decodeJwt(token);
  } catch {
    throw notAuthorized("Invalid login token. Not a valid OpenId Connect identity token.");
  }
}

async function readVerified(userPools: Account["userPools"], provider: string, token: string): Promise<Claims> {
  const poolId = poolIdOf(provider);
  const claims = userPools.pools.byId.has(poolId) ? await userPools.keys.readSigned(poolId, token) : undefined;
  if (!claims) throw notAuthorized("Invalid login token. Couldn't verify signed token.");
  return claims;
}

/**
 * `ServerSideTokenCheck`: the user pool is asked whether the user was signed out, disabled or deleted since.
 * @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_CognitoIdentityProvider.html
 */
function requireStillSignedIn(userPools: Account["userPools"], provider: string, sub: string, claims: Claims): void {
  const pool = userPools.pools.require(poolIdOf(provider));
  const session = userPools.sessions.byId.get(String(claims["event_id"]));
  const user = userPools.users.find(pool, sub);
  if (!user?.enabled || !session || session.revoked) {
    throw notAuthorized("Invalid login token. Token is revoked or its user is disabled or deleted.");
  }
}

function poolIdOf(provider: string): string {
  const poolId = provider.slice(provider.indexOf("/") + 1);
  return providerName(poolId) === provider ? poolId : "";
}
