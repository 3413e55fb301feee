import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyName, seconds } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_GetPolicy.html */
export const getPolicy = (account: Needs) =>
  operation({
    name: "GetPolicy",
    rest: { method: "GET", path: "/policies/{policyName}" },
    input: v.object({ policyName }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: ({ policyName: name }) => {
      const policy = account.iotPolicies.require(name);
      return {
        policyName: name,
        policyArn: policy.arn,
        policyDocument: account.iotPolicies.requireVersion(name, policy.defaultVersionId).document,
        defaultVersionId: policy.defaultVersionId,
        creationDate: seconds(policy.createdAt),
        lastModifiedDate: seconds(policy.modifiedAt),
        generationId: policy.generationId,
      };
    },
  });
