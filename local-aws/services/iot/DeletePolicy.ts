import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyName } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DeletePolicy.html */
export const deletePolicy = (account: Needs) =>
  operation({
    name: "DeletePolicy",
    rest: { method: "DELETE", path: "/policies/{policyName}" },
    input: v.object({ policyName }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: (input) => account.iotPolicies.delete(input.policyName),
  });
