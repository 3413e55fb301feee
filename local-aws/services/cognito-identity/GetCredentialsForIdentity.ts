import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { Identity } from "#local/account/identity-pools/identities.ts";
import type { IdentityPool } from "#local/account/identity-pools/pools.ts";
import { operation } from "#local/wire/operation.ts";

import { openCredentials } from "./enhanced-flow.ts";
import { refuseGuest } from "./guests.ts";
import { arn, identityId, logins } from "./inputs.ts";
import type { VerifiedLogin } from "./login-token.ts";
import { verifyLogins } from "./logins.ts";
import { loginsDoNotMatch, notAuthorized, resourceConflict } from "./refusals.ts";

type Needs = Pick<Account, "identityPools" | "userPools" | "roles" | "clock" | "tell">;

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetCredentialsForIdentity.html */
export const getCredentialsForIdentity = (account: Needs) =>
  operation({
    name: "GetCredentialsForIdentity",
    access: "unsigned",
    input: v.object({ IdentityId: identityId, Logins: logins, CustomRoleArn: v.optional(arn) }),
    run: async ({ IdentityId, Logins, CustomRoleArn }, { request }) => {
      const { pools, identities } = account.identityPools;
      const identity = identities.require(IdentityId);
      const pool = pools.require(identity.poolId);
      if (Object.keys(Logins).length === 0) {
        throw identity.logins.length > 0
          ? notAuthorized(`Access to Identity '${identity.id}' is forbidden.`)
          : refuseGuest(pool);
      }
      const verified = await verifyLogins(account, pool, Logins);
      linkLogins(account, pool, identity, verified);
      const session = openCredentials(account, {
        pool,
        identity,
        logins: verified,
        customRoleArn: CustomRoleArn,
        request,
      });
      return {
        IdentityId: identity.id,
        Credentials: {
          AccessKeyId: session.accessKeyId,
          // Not SecretAccessKey, as everywhere else.
          SecretKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: Math.floor(session.expiresAt / 1000),
        },
      };
    },
  });

/** One of the logins must be the identity's; others that are nobody's become its own. */
function linkLogins(
  { identityPools: { identities } }: Pick<Account, "identityPools">,
  pool: IdentityPool,
  identity: Identity,
  verified: readonly VerifiedLogin[],
): void {
  const owners = verified.map((login) => identities.ofLogin(pool.id, login)?.id);
  if (!owners.includes(identity.id)) throw loginsDoNotMatch();
  if (owners.some((owner) => owner !== undefined && owner !== identity.id)) {
    throw resourceConflict("A login is already linked to another identity.");
  }
  const fresh = verified.filter((_login, at) => owners[at] === undefined);
  if (fresh.length > 0)
    identities.link(
      identity,
      fresh.map(({ provider, subject }) => ({ provider, subject })),
    );
}
