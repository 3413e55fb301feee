import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { AwsError } from "#local/wire/errors.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arn, encoded } from "./shapes.ts";

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html */
export const getPolicyVersion = ({ roles }: Pick<Account, "roles">) =>
  operation({
    name: "GetPolicyVersion",
    input: v.object({ PolicyArn: arn, VersionId: text(2, 64, /^v[1-9][0-9]*(\.[A-Za-z0-9-]*)?$/) }),
    resource: ({ PolicyArn }) => PolicyArn,
    run: ({ PolicyArn, VersionId }) => {
      const { document, createdAt } = roles.managed.require(PolicyArn);
      if (VersionId !== "v1") {
        const message = `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`;
        throw new AwsError(404, "NoSuchEntity", message);
      }
      return {
        PolicyVersion: {
          Document: encoded(document),
          VersionId,
          IsDefaultVersion: true,
          CreateDate: new Date(createdAt),
        },
      };
    },
  });
