import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { integerText, lacking, text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { describeRole, document, path, roleName } from "./shapes.ts";

type Needs = Pick<Account, "roles" | "accountId">;

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = ({ roles, accountId }: Needs) =>
  operation({
    name: "CreateRole",
    input: v.object({
      Path: v.optional(path, "/"),
      RoleName: roleName,
      AssumeRolePolicyDocument: document,
      Description: v.optional(text(0, 1000)),
      MaxSessionDuration: v.optional(integerText(3600, 43_200), "3600"),
      PermissionsBoundary: lacking("permissions boundaries"),
      Tags: lacking("tags of roles"),
    }),
    resource: ({ Path, RoleName }) => `arn:aws:iam::${accountId}:role${Path}${RoleName}`,
    run: (input) => {
      const role = roles.create({
        name: input.RoleName,
        trustPolicy: input.AssumeRolePolicyDocument,
        path: input.Path,
        description: input.Description,
        maxSessionSeconds: input.MaxSessionDuration,
      });
      return { Role: describeRole(role) };
    },
  });
