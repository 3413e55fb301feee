import { type Ids, alphanumeric } from "#local/account/ids.ts";

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html */
export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly temporaryPasswordValidityDays: number;
}

/** What a pool has that was created without one. */
export const defaultPasswordPolicy: PasswordPolicy = {
  minimumLength: 8,
  requireUppercase: true,
  requireLowercase: true,
  requireNumbers: true,
  requireSymbols: true,
  temporaryPasswordValidityDays: 7,
};

// The list of the page on password requirements; a space counts as well, but AWS's model of the API admits no white space.
const symbol = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/;

/** The first requirement that `password` does not meet, in Cognito's words; undefined when it meets all. */
export function violation(policy: PasswordPolicy, password: string): string | undefined {
  if (password.length < policy.minimumLength) return "Password not long enough";
  if (policy.requireUppercase && !/[A-Z]/.test(password)) return "Password must have uppercase characters";
  if (policy.requireLowercase && !/[a-z]/.test(password)) return "Password must have lowercase characters";
  if (policy.requireNumbers && !/[0-9]/.test(password)) return "Password must have numeric characters";
  if (policy.requireSymbols && !symbol.test(password)) return "Password must have symbol characters";
  return undefined;
}

/** A password that nobody chose, good under every policy. */
export function randomPassword(ids: Ids, policy: PasswordPolicy): string {
  return `aA1!${ids.pick(alphanumeric, Math.max(16, policy.minimumLength))}`;
}
