import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arn, describePolicy } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html */
export const getPolicy = ({ roles }: Pick<Account, "roles">) =>
  operation({
    name: "GetPolicy",
    input: v.object({ PolicyArn: arn }),
    resource: ({ PolicyArn }) => PolicyArn,
    run: ({ PolicyArn }) => ({
      Policy: describePolicy(roles.managed.require(PolicyArn), roles.holdersOf(PolicyArn).length),
    }),
  });
