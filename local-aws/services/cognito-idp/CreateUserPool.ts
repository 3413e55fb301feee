import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { defaultPasswordPolicy, type PasswordPolicy } from "#local/account/user-pools/password-policy.ts";
import { integer, mapOf, text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { refuseLacking } from "./lacking.ts";
import { poolShape } from "./pool-shape.ts";
import { readSchema, schemaInput } from "./schema-input.ts";

const passwordPolicy = v.looseObject({
  MinimumLength: v.optional(integer(6, 99), defaultPasswordPolicy.minimumLength),
  RequireUppercase: v.optional(v.boolean(), false),
  RequireLowercase: v.optional(v.boolean(), false),
  RequireNumbers: v.optional(v.boolean(), false),
  RequireSymbols: v.optional(v.boolean(), false),
  TemporaryPasswordValidityDays: v.optional(integer(0, 365), defaultPasswordPolicy.temporaryPasswordValidityDays),
});

const emailOrPhone = v.picklist(["email", "phone_number"]);

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
export const createUserPool = ({ userPools }: Pick<Account, "userPools">) =>
  operation({
    name: "CreateUserPool",
    input: v.looseObject({
      PoolName: text(1, 128, /^[\w\s+=,.@-]+$/),
      Policies: v.optional(v.looseObject({ PasswordPolicy: v.optional(passwordPolicy) })),
      UsernameAttributes: v.optional(v.array(emailOrPhone), []),
      UsernameConfiguration: v.optional(v.object({ CaseSensitive: v.boolean() }), { CaseSensitive: true }),
      Schema: schemaInput,
      AutoVerifiedAttributes: v.optional(v.array(emailOrPhone), []),
      AdminCreateUserConfig: v.optional(v.looseObject({ AllowAdminCreateUserOnly: v.optional(v.boolean(), false) }), {
        AllowAdminCreateUserOnly: false,
      }),
      DeletionProtection: v.optional(v.picklist(["ACTIVE", "INACTIVE"]), "INACTIVE"),
      UserPoolTags: v.optional(mapOf(text(1, 128), text(0, 256)), {}),
    }),
    run: (input) => {
      refuseLacking("CreateUserPool", input, lacking);
      refuseLacking("CreateUserPool", input.Policies ?? {}, ["SignInPolicy"]);
      refuseLacking("CreateUserPool", input.Policies?.PasswordPolicy ?? {}, ["PasswordHistorySize"]);
      refuseLacking("CreateUserPool", input.AdminCreateUserConfig, [
        "InviteMessageTemplate",
        "UnusedAccountValidityDays",
      ]);
      const pool = userPools.create({
        name: input.PoolName,
        passwordPolicy: input.Policies?.PasswordPolicy
          ? readPolicy(input.Policies.PasswordPolicy)
          : defaultPasswordPolicy,
        usernameAttributes: input.UsernameAttributes,
        caseSensitive: input.UsernameConfiguration.CaseSensitive,
        ...readSchema(input.Schema),
        autoVerifiedAttributes: input.AutoVerifiedAttributes,
        allowAdminCreateUserOnly: input.AdminCreateUserConfig.AllowAdminCreateUserOnly,
        deletionProtection: input.DeletionProtection,
        tags: input.UserPoolTags,
      });
      return { UserPool: poolShape(pool, 0) };
    },
  });

const lacking = [
  "LambdaConfig",
  "AliasAttributes",
  "MfaConfiguration",
  "DeviceConfiguration",
  "UserPoolAddOns",
  "UserAttributeUpdateSettings",
  "AccountRecoverySetting",
  "SmsVerificationMessage",
  "SmsAuthenticationMessage",
  "SmsConfiguration",
  "EmailVerificationMessage",
  "EmailVerificationSubject",
  "EmailConfiguration",
  "VerificationMessageTemplate",
  "UserPoolTier",
];

function readPolicy(asked: v.InferOutput<typeof passwordPolicy>): PasswordPolicy {
  return {
    minimumLength: asked.MinimumLength,
    requireUppercase: asked.RequireUppercase,
    requireLowercase: asked.RequireLowercase,
    requireNumbers: asked.RequireNumbers,
    requireSymbols: asked.RequireSymbols,
    temporaryPasswordValidityDays: asked.TemporaryPasswordValidityDays,
  };
}
