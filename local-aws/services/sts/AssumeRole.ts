import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { contextOf, type Principal } from "#local/account/principal.ts";
import { AwsError } from "#local/wire/errors.ts";
import { integerText, text } from "#local/wire/inputs.ts";
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
    }),
    resource: ({ RoleArn }) => RoleArn,
    run: ({ RoleArn, RoleSessionName, DurationSeconds }, { caller, request }: Call<Principal>) => {
      const denied = () =>
        new AwsError(
          403,
          "AccessDenied",
          `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        );
      const role = roles.byArn(RoleArn);
      if (!role) throw denied();
      const assumption = {
        role,
        applicant: { type: "AWS", name: caller.arn },
        action: "sts:AssumeRole",
        sessionName: RoleSessionName,
        durationSeconds: DurationSeconds,
        context: contextOf(caller, { sourceIp: request.origin.ip, now: clock.now() }),
      } as const;
      if (!roles.mayAssume(assumption).allowed) throw denied();
      if (DurationSeconds > role.maxSessionSeconds) {
        throw new AwsError(
          400,
          "ValidationError",
          "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
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
