import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { lacking } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyDocument, policyName } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreatePolicy.html */
export const createPolicy = (account: Needs) =>
  operation({
    name: "CreatePolicy",
    rest: { method: "POST", path: "/policies/{policyName}" },
    input: v.object({ policyName, policyDocument, tags: lacking("tags") }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: (input) => {
      const { name, arn, defaultVersionId } = account.iotPolicies.create(input.policyName, input.policyDocument);
      return {
        policyName: name,
        policyArn: arn,
        policyDocument: input.policyDocument,
        policyVersionId: defaultVersionId,
      };
    },
  });
