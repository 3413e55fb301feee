import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { requireSignedIn } from "./access-token.ts";
import { password, token } from "./inputs.ts";
import { requirePassword } from "./password-flow.ts";
import type { SignIn } from "./sign-in.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ChangePassword.html */
export const changePassword = (account: Pick<Account, "userPools" | "clock">, { attempts }: SignIn) =>
  operation({
    name: "ChangePassword",
    access: "unsigned",
    // Only for users without a password is the old one optional, and every user here has one.
    input: v.object({ PreviousPassword: password, ProposedPassword: password, AccessToken: token }),
    run: async ({ PreviousPassword, ProposedPassword, AccessToken }) => {
      const { pool, user } = await requireSignedIn(account, AccessToken);
      requirePassword(attempts, pool, { user, userId: user.username, kept: user.password }, PreviousPassword);
      account.userPools.users.setPassword(pool, user, ProposedPassword, "permanent");
    },
  });
