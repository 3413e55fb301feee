import { standardNames } from "#local/account/user-pools/attributes.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";

/** A user pool as operations answer it. Dates are seconds since the epoch. */
export function poolShape(pool: UserPool, users: number) {
  const { passwordPolicy: policy } = pool;
  return {
    Id: pool.id,
    Name: pool.name,
    Arn: pool.arn,
    Policies: {
      PasswordPolicy: {
        MinimumLength: policy.minimumLength,
        RequireUppercase: policy.requireUppercase,
        RequireLowercase: policy.requireLowercase,
        RequireNumbers: policy.requireNumbers,
        RequireSymbols: policy.requireSymbols,
        TemporaryPasswordValidityDays: policy.temporaryPasswordValidityDays,
      },
    },
    DeletionProtection: pool.deletionProtection,
    LambdaConfig: {},
    CreationDate: pool.createdAt / 1000,
    LastModifiedDate: pool.modifiedAt / 1000,
    SchemaAttributes: schemaOf(pool),
    ...(pool.autoVerifiedAttributes.length > 0 ? { AutoVerifiedAttributes: pool.autoVerifiedAttributes } : {}),
    ...(pool.usernameAttributes.length > 0 ? { UsernameAttributes: pool.usernameAttributes } : {}),
    UsernameConfiguration: { CaseSensitive: pool.caseSensitive },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: pool.allowAdminCreateUserOnly },
    MfaConfiguration: "OFF",
    EstimatedNumberOfUsers: users,
    UserPoolTags: pool.tags,
  };
}

function schemaOf({ requiredAttributes, customAttributes }: UserPool) {
  const types: Readonly<Record<string, string>> = {
    email_verified: "Boolean",
    phone_number_verified: "Boolean",
    updated_at: "Number",
  };
  return [
    { Name: "sub", AttributeDataType: "String", DeveloperOnlyAttribute: false, Mutable: false, Required: true },
    ...standardNames.map((Name) => ({
      Name,
      AttributeDataType: types[Name] ?? "String",
      DeveloperOnlyAttribute: false,
      Mutable: true,
      Required: requiredAttributes.includes(Name),
    })),
    ...customAttributes.map(({ name, type, mutable, min, max }) => ({
      Name: name,
      AttributeDataType: type,
      DeveloperOnlyAttribute: false,
      Mutable: mutable,
      Required: false,
      ...(type === "String" ? { StringAttributeConstraints: { MinLength: shown(min), MaxLength: shown(max) } } : {}),
      ...(type === "Number" ? { NumberAttributeConstraints: { MinValue: shown(min), MaxValue: shown(max) } } : {}),
    })),
  ];
}

/** The model has these numbers as text. */
function shown(bound: number | undefined): string | undefined {
  return bound === undefined ? undefined : String(bound);
}
