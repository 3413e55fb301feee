import * as v from "valibot";

import { operation } from "#local/wire/operation.ts";

import { namedUser, requireNamedUser } from "./named-user.ts";
import { onPool, type PoolNeeds } from "./on-pool.ts";
import { userShape } from "./user-shape.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminGetUser.html */
export const adminGetUser = (account: PoolNeeds) =>
  operation({
    name: "AdminGetUser",
    input: v.object(namedUser),
    resource: onPool(account),
    run: (input) => {
      const { Attributes, ...user } = userShape(requireNamedUser(account, input).user);
      return { ...user, UserAttributes: Attributes };
    },
  });
