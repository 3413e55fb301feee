import type { Identity } from "#local/account/identity-pools/identities.ts";

/** An identity as operations answer it: of its logins only the providers. Dates are seconds since the epoch. */
export function identityShape({ id, logins, createdAt, modifiedAt }: Identity) {
  return {
    IdentityId: id,
    Logins: [...new Set(logins.map(({ provider }) => provider))],
    CreationDate: createdAt / 1000,
    LastModifiedDate: modifiedAt / 1000,
  };
}
