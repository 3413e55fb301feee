import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { standardNames } from "#local/account/user-pools/attributes.ts";
import { operation } from "#local/wire/operation.ts";

import { requireSignedIn } from "./access-token.ts";
import { token } from "./inputs.ts";
import { attributeList } from "./user-shape.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html */
export const getUser = (account: Pick<Account, "userPools" | "clock">) =>
  operation({
    name: "GetUser",
    access: "unsigned",
    input: v.object({ AccessToken: token }),
    run: async ({ AccessToken }) => {
      const { user, client } = await requireSignedIn(account, AccessToken);
      const readable = new Set(["sub", ...(client.readAttributes ?? standardNames)]);
      return {
        Username: user.username,
        UserAttributes: attributeList(user).filter(({ Name }) => readable.has(Name)),
      };
    },
  });
