import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { contextOf, type Principal } from "#local/account/principal.ts";
import { AwsError } from "#local/wire/errors.ts";
import { integerText, lacking, text } from "#local/wire/inputs.ts";
import { type Call, operation } from "#local/wire/operation.ts";

type Needs = Pick<Account, "roles" | "clock">;

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = ({ roles, clock }: Needs) =>
  operation({
    name: "AssumeRole",
    input: v.object({
      RoleArn: text(20, 2048),
      RoleSessionName: text(2, 64, /^[\w+=,.@-]*$/),
      DurationSeconds: v.optional(integerText(900, 43_200), "3600"),
      ExternalId: v.optional(text(2, 1224, /^[\w+=,.@:/-]*$/)),
      Policy: lacking("session policies of AssumeRole"),
      PolicyArns: lacking("session policies of AssumeRole"),
      Tags: lacking("session tags of AssumeRole"),
      TransitiveTagKeys: lacking("session tags of AssumeRole"),
      SerialNumber: lacking("MFA in AssumeRole"),
      TokenCode: lacking("MFA in AssumeRole"),
      SourceIdentity: lacking("source identities"),
    }),
    resource: ({ RoleArn }) => RoleArn,
    run: (input, { caller, request }: Call<Principal>) => {
      const { RoleArn, RoleSessionName, DurationSeconds, ExternalId } = input;
      const role = roles.byArn(RoleArn);
      const context = contextOf(caller, { sourceIp: request.origin.ip, now: clock.now() });
      if (ExternalId !== undefined) context.set("sts:externalid", [ExternalId]);
      context.set("sts:rolesessionname", [RoleSessionName]);
      const assumption = role && {
        role,
        applicant: { type: "AWS", name: caller.arn } as const,
        action: "sts:AssumeRole" as const,
        sessionName: RoleSessionName,
        durationSeconds: DurationSeconds,
        context,
      };
      if (!assumption || !roles.mayAssume(assumption).allowed) {
        const message = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
        throw new AwsError(403, "AccessDenied", message);
      }
      if (DurationSeconds > role.maxSessionSeconds) {
        throw tooLong("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
      }
      if (caller.kind === "role" && DurationSeconds > 3600) {
        throw tooLong(
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
        );
      }
      const session = roles.open(assumption);
      return {
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: new Date(session.expiresAt),
        },
        AssumedRoleUser: {
          AssumedRoleId: `${role.id}:${RoleSessionName}`,
          Arn: RoleArn.replace(":iam:", ":sts:").replace(/role\/.*/, `assumed-role/${role.name}/${RoleSessionName}`),
        },
      };
    },
  });

function tooLong(message: string): AwsError {
  return new AwsError(400, "ValidationError", message);
}
