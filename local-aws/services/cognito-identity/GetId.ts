import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { Identity } from "#local/account/identity-pools/identities.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { refuseGuest } from "./guests.ts";
import { identityPoolId, logins } from "./inputs.ts";
import { verifyLogins } from "./logins.ts";
import { resourceConflict } from "./refusals.ts";

type Needs = Pick<Account, "identityPools" | "userPools" | "clock">;

/** The same person gets the same identity for ever. @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetId.html */
export const getId = (account: Needs) =>
  operation({
    name: "GetId",
    access: "unsigned",
    input: v.object({ IdentityPoolId: identityPoolId, Logins: logins, AccountId: v.optional(text(1, 15, /^\d+$/)) }),
    run: async ({ IdentityPoolId, Logins }) => {
      const { pools, identities } = account.identityPools;
      const pool = pools.require(IdentityPoolId);
      if (Object.keys(Logins).length === 0) throw refuseGuest(pool);
      const verified = await verifyLogins(account, pool, Logins);
      const known = new Map<string, Identity>();
      for (const login of verified) {
        const identity = identities.ofLogin(pool.id, login);
        if (identity) known.set(identity.id, identity);
      }
      if (known.size > 1) throw resourceConflict("Logins are already linked to different identities.");
      const [identity] = known.values();
      const fresh = verified
        .filter((login) => !identities.ofLogin(pool.id, login))
        .map(({ provider, subject }) => ({ provider, subject }));
      if (!identity) return { IdentityId: identities.create(pool.id, fresh).id };
      if (fresh.length > 0) identities.link(identity, fresh);
      return { IdentityId: identity.id };
    },
  });
