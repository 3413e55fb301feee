import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { identityId } from "./inputs.ts";

/** @see https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_DeleteIdentities.html */
export const deleteIdentities = ({ identityPools }: Pick<Account, "identityPools">) =>
  operation({
    name: "DeleteIdentities",
    input: v.object({ IdentityIdsToDelete: v.pipe(v.array(identityId), v.minLength(1), v.maxLength(60)) }),
    run: ({ IdentityIdsToDelete }) => {
      const { identities } = identityPools;
      for (const id of IdentityIdsToDelete) {
        const identity = identities.byId.get(id);
        if (identity) identities.delete(identity);
      }
      return { UnprocessedIdentityIds: [] };
    },
  });
