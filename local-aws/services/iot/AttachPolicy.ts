import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { policyName } from "./shapes.ts";
import { requireTarget } from "./targets.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_AttachPolicy.html */
export const attachPolicy = ({ iotPolicies }: Pick<Account, "iotPolicies">) =>
  operation({
    name: "AttachPolicy",
    rest: { method: "PUT", path: "/target-policies/{policyName}" },
    input: v.object({ policyName, target: v.string() }),
    // The bare identity ID, which is no ARN: IAM cannot say to which identities.
    resource: ({ target }) => target,
    run: ({ policyName: name, target }) => {
      requireTarget(target);
      iotPolicies.attach(name, target);
    },
  });
