import type { MappingRule, RoleMapping } from "#local/account/identity-pools/pools.ts";

import type { Claims } from "./login-token.ts";

interface RoleQuestion {
  /** How the pool finds roles for the caller's provider and app client; undefined when it has only its default. */
  readonly mapping: RoleMapping | undefined;
  /** The pool's default for people who signed in. */
  readonly authenticated: string | undefined;
  readonly claims: Claims;
  readonly customRoleArn: string | undefined;
}

/** The ARN of a role; or `denied` when the mapping says so, `forbidden` when the wish is none of the caller's, `none` when there is none. */
export type RoleChoice = { readonly roleArn: string } | "denied" | "forbidden" | "none";

/**
 * Which role an identity gets.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export function chooseRole({ mapping, authenticated, claims, customRoleArn }: RoleQuestion): RoleChoice {
  if (!mapping)
    return customRoleArn === undefined || customRoleArn === authenticated ? given(authenticated) : "forbidden";
  const candidates = mapping.type === "Token" ? rolesOf(claims) : rolesByRules(mapping.rules, claims);
  if (customRoleArn !== undefined) return candidates.includes(customRoleArn) ? { roleArn: customRoleArn } : "forbidden";
  const best = mapping.type === "Token" ? preferredOf(claims) : candidates[0];
  if (best !== undefined) return { roleArn: best };
  return mapping.whenAmbiguous === "AuthenticatedRole" ? given(authenticated) : "denied";
}

function given(roleArn: string | undefined): RoleChoice {
  return roleArn === undefined ? "none" : { roleArn };
}

function rolesOf(claims: Claims): readonly string[] {
  const roles = claims["cognito:roles"];
  return Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : [];
}

/** Where no role is preferred, one that is the only one is. */
function preferredOf(claims: Claims): string | undefined {
  const preferred = claims["cognito:preferred_role"];
  if (typeof preferred === "string") return preferred;
  const roles = rolesOf(claims);
  return roles.length === 1 ? roles[0] : undefined;
}

/** The roles of all rules that fit, in their order. */
function rolesByRules(rules: readonly MappingRule[], claims: Claims): readonly string[] {
  return rules.filter((rule) => fits(rule, claims)).map(({ roleArn }) => roleArn);
}

/** Of a list, such as `cognito:groups`, each entry counts for itself. A claim that is not there fits no rule, not even NotEqual. */
function fits({ claim, matchType, value }: MappingRule, claims: Claims): boolean {
  const found = Object.hasOwn(claims, claim) ? claims[claim] : undefined;
  const texts = (Array.isArray(found) ? found : [found]).flatMap((entry) => textOf(entry) ?? []);
  return texts.length > 0 && matches[matchType](texts, value, Array.isArray(found));
}

const matches: Readonly<
  Record<MappingRule["matchType"], (texts: readonly string[], value: string, isList: boolean) => boolean>
> = {
  Equals: ([text, ...more], value) => more.length === 0 && text === value,
  NotEqual: (texts, value) => !texts.includes(value),
  StartsWith: ([text, ...more], value) => more.length === 0 && text?.startsWith(value) === true,
  Contains: (texts, value, isList) => (isList ? texts.includes(value) : texts[0]?.includes(value) === true),
};

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}
