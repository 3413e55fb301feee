import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { NotEmulated } from "#local/wire/errors.ts";
import { operation } from "#local/wire/operation.ts";

import { attributes, password } from "./inputs.ts";
import { refuseLacking } from "./lacking.ts";
import { namedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { userShape } from "./user-shape.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminCreateUser.html */
export const adminCreateUser = (account: PoolNeeds & Pick<Account, "tell">) =>
  operation({
    name: "AdminCreateUser",
    input: v.looseObject({
      ...namedUser,
      UserAttributes: v.optional(attributes, []),
      TemporaryPassword: v.optional(password),
      MessageAction: v.optional(v.picklist(["RESEND", "SUPPRESS"])),
    }),
    resource: onPool(account),
    run: (input) => {
      const { UserPoolId, Username, UserAttributes, TemporaryPassword, MessageAction } = input;
      refuseLacking("AdminCreateUser", input, ["ForceAliasCreation"]);
      if (MessageAction === "RESEND") throw new NotEmulated("AdminCreateUser with MessageAction RESEND");
      const { pools, users } = account.userPools;
      const user = users.create(pools.require(UserPoolId), {
        username: Username,
        attributes: UserAttributes,
        password: TemporaryPassword,
      });
      if (MessageAction !== "SUPPRESS") {
        account.tell(
          `no invitation is sent to ${user.username}: nothing is sent from here. AdminSetUserPassword sets a password.`,
        );
      }
      return { User: userShape(user) };
    },
  });
