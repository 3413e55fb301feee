import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { policyName, seconds } from "./shapes.ts";

type Needs = Pick<Account, "iotPolicies" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_ListPolicyVersions.html */
export const listPolicyVersions = (account: Needs) =>
  operation({
    name: "ListPolicyVersions",
    rest: { method: "GET", path: "/policies/{policyName}/version" },
    input: v.object({ policyName }),
    resource: (input) => arnsOf(account)("policy", input.policyName),
    run: (input) => {
      const { versions, defaultVersionId } = account.iotPolicies.require(input.policyName);
      return {
        policyVersions: versions.map(({ id, createdAt }) => ({
          versionId: id,
          isDefaultVersion: id === defaultVersionId,
          createDate: seconds(createdAt),
        })),
      };
    },
  });
