import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { requireSignedIn } from "./access-token.ts";
import { token } from "./inputs.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GlobalSignOut.html */
export const globalSignOut = (account: Pick<Account, "userPools" | "clock">) =>
  operation({
    name: "GlobalSignOut",
    access: "unsigned",
    input: v.object({ AccessToken: token }),
    run: async ({ AccessToken }) => {
      const { user } = await requireSignedIn(account, AccessToken);
      account.userPools.sessions.revokeAll(user);
    },
  });
