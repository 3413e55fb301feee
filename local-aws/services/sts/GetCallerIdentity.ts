import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { operation } from "#local/wire/operation.ts";

type Needs = Pick<Account, "accountId">;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity = ({ accountId }: Needs) =>
  operation({
    name: "GetCallerIdentity",
    input: v.object({}),
    // "No permissions are required to perform this operation", not even with an explicit deny.
    access: "signed",
    run: (_input, { caller }: { readonly caller: Principal }) => ({
      Arn: caller.arn,
      UserId: caller.principalId,
      Account: accountId,
    }),
  });
