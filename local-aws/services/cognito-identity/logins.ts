import type { Account } from "#local/account/account.ts";
import type { IdentityPool } from "#local/account/identity-pools/pools.ts";
import { NotEmulated } from "#local/wire/errors.ts";

import { type VerifiedLogin, verifyLogin } from "./login-token.ts";
import { loginsDoNotMatch } from "./refusals.ts";

/**
 * Everybody whom `logins` prove the caller to be.
 * @throws NotAuthorizedException for the first that the pool does not accept, NotEmulated for other providers than user pools
 */
export function verifyLogins(
  account: Pick<Account, "userPools" | "clock">,
  pool: IdentityPool,
  logins: Readonly<Record<string, string>>,
): Promise<readonly VerifiedLogin[]> {
  return Promise.all(
    Object.entries(logins).map(([provider, token]) => {
      const trusted = pool.cognitoProviders.filter(({ providerName }) => providerName === provider);
      if (trusted.length > 0) return verifyLogin(account, provider, trusted, token);
      throw isOtherKind(pool, provider) ? new NotEmulated(`logins of the provider ${provider}`) : loginsDoNotMatch();
    }),
  );
}

function isOtherKind(pool: IdentityPool, provider: string): boolean {
  return (
    // The provider of tokens that GetOpenIdToken and GetOpenIdTokenForDeveloperIdentity give out.
    provider === "cognito-identity.amazonaws.com" ||
    provider === pool.developerProviderName ||
    Object.hasOwn(pool.supportedLoginProviders, provider) ||
    pool.samlProviderArns.includes(provider) ||
    pool.openIdConnectProviderArns.some((arn) => arn.endsWith(`oidc-provider/${provider}`))
  );
}
