import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { policyName } from "./shapes.ts";
import { requireTarget } from "./targets.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DetachPolicy.html */
export const detachPolicy = ({ iotPolicies }: Pick<Account, "iotPolicies">) =>
  operation({
    name: "DetachPolicy",
    rest: { method: "POST", path: "/target-policies/{policyName}" },
    input: v.object({ policyName, target: v.string() }),
    resource: ({ target }) => target,
    run: ({ policyName: name, target }) => {
      requireTarget(target);
      iotPolicies.detach(name, target);
    },
  });
