import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyName, policyVersionId, seconds } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_GetPolicyVersion.html */
export const getPolicyVersion = (account: Needs) =>
  operation({
    name: "GetPolicyVersion",
    rest: { method: "GET", path: "/policies/{policyName}/version/{policyVersionId}" },
    input: v.object({ policyName, policyVersionId }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: (input) => {
      const { name, arn, defaultVersionId, modifiedAt, generationId } = account.iotPolicies.require(input.policyName);
      const { id, document, createdAt } = account.iotPolicies.requireVersion(name, input.policyVersionId);
      return {
        policyArn: arn,
        policyName: name,
        policyDocument: document,
        policyVersionId: id,
        isDefaultVersion: id === defaultVersionId,
        creationDate: seconds(createdAt),
        lastModifiedDate: seconds(modifiedAt),
        generationId,
      };
    },
  });
