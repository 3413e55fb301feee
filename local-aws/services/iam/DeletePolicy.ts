import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { AwsError } from "#local/wire/errors.ts";
import { operation } from "#local/wire/operation.ts";

import { arn } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html */
export const deletePolicy = ({ roles }: Pick<Account, "roles">) =>
  operation({
    name: "DeletePolicy",
    input: v.object({ PolicyArn: arn }),
    resource: ({ PolicyArn }) => PolicyArn,
    run: ({ PolicyArn }) => {
      roles.managed.require(PolicyArn);
      if (roles.holdersOf(PolicyArn).length > 0)
        throw new AwsError(409, "DeleteConflict", "Cannot delete a policy attached to entities.");
      roles.managed.delete(PolicyArn);
    },
  });
