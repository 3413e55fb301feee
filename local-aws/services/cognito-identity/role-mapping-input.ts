import * as v from "valibot";

import type { RoleMapping } from "#local/account/identity-pools/pools.ts";
import { text } from "#local/wire/inputs.ts";

import { arn } from "./inputs.ts";
import { invalidParameter } from "./refusals.ts";

const mappingRule = v.object({
  Claim: text(1, 64, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u),
  MatchType: v.picklist(["Equals", "Contains", "StartsWith", "NotEqual"]),
  Value: text(1, 128),
  RoleARN: arn,
});

const roleMapping = v.object({
  Type: v.picklist(["Token", "Rules"]),
  AmbiguousRoleResolution: v.optional(v.picklist(["AuthenticatedRole", "Deny"])),
  RulesConfiguration: v.optional(v.object({ Rules: v.pipe(v.array(mappingRule), v.minLength(1), v.maxLength(25)) })),
});

/** `<provider>:<client id>` → how its users' role is found. */
export const roleMappingsInput = v.optional(v.record(text(1, 128), roleMapping), {});

type Asked = v.InferOutput<typeof roleMapping>;

/** @throws InvalidParameterException when a mapping lacks what its type needs */
export function readRoleMapping(key: string, asked: Asked): RoleMapping {
  const { Type, AmbiguousRoleResolution: whenAmbiguous, RulesConfiguration } = asked;
  if (whenAmbiguous === undefined) {
    throw invalidParameter(`AmbiguousRoleResolution is required for the role mapping of ${key}`);
  }
  if (Type === "Token") return { type: "Token", whenAmbiguous };
  if (!RulesConfiguration) throw invalidParameter(`RulesConfiguration is required for the role mapping of ${key}`);
  return {
    type: "Rules",
    whenAmbiguous,
    rules: RulesConfiguration.Rules.map(({ Claim, MatchType, Value, RoleARN }) => ({
      claim: Claim,
      matchType: MatchType,
      value: Value,
      roleArn: RoleARN,
    })),
  };
}

export function roleMappingShape(mapping: RoleMapping): Asked {
  const { type: Type, whenAmbiguous: AmbiguousRoleResolution } = mapping;
  if (mapping.type === "Token") return { Type, AmbiguousRoleResolution };
  const Rules = mapping.rules.map(({ claim, matchType, value, roleArn }) => ({
    Claim: claim,
    MatchType: matchType,
    Value: value,
    RoleARN: roleArn,
  }));
  return { Type, AmbiguousRoleResolution, RulesConfiguration: { Rules } };
}
