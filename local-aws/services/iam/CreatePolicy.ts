import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { lacking, text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { describePolicy, document, path, policyName } from "./shapes.ts";

type Needs = Pick<Account, "roles" | "accountId">;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
export const createPolicy = ({ roles, accountId }: Needs) =>
  operation({
    name: "CreatePolicy",
    input: v.object({
      PolicyName: policyName,
      Path: v.optional(path, "/"),
      PolicyDocument: document,
      Description: v.optional(text(0, 1000)),
      Tags: lacking("tags of policies"),
    }),
    resource: ({ Path, PolicyName }) => `arn:aws:iam::${accountId}:policy${Path}${PolicyName}`,
    run: (input) => {
      const policy = roles.managed.create({
        name: input.PolicyName,
        path: input.Path,
        document: input.PolicyDocument,
        description: input.Description,
      });
      return { Policy: describePolicy(policy, 0) };
    },
  });
