import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { booleanText } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyDocument, policyName } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreatePolicyVersion.html */
export const createPolicyVersion = (account: Needs) =>
  operation({
    name: "CreatePolicyVersion",
    rest: { method: "POST", path: "/policies/{policyName}/version", query: { setAsDefault: "setAsDefault" } },
    input: v.object({ policyName, policyDocument, setAsDefault: v.optional(booleanText, "false") }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: ({ policyName: name, policyDocument: document, setAsDefault }) => {
      const version = account.iotPolicies.addVersion(name, document, setAsDefault);
      return {
        policyArn: arnsOf(account)("policy", name),
        policyDocument: document,
        policyVersionId: version.id,
        isDefaultVersion: setAsDefault,
      };
    },
  });
