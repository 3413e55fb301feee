import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyName, policyVersionId } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DeletePolicyVersion.html */
export const deletePolicyVersion = (account: Needs) =>
  operation({
    name: "DeletePolicyVersion",
    rest: { method: "DELETE", path: "/policies/{policyName}/version/{policyVersionId}" },
    input: v.object({ policyName, policyVersionId }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: (input) => account.iotPolicies.deleteVersion(input.policyName, input.policyVersionId),
  });
