/** What a user pool asks of a password unless it was set up otherwise. */
export type PasswordRule = "length" | "lower" | "upper" | "digit" | "symbol" | "noOuterSpace";

export const shortestPassword = 8;

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const rules: readonly (readonly [PasswordRule, RegExp])[] = [
  ["length", /^.{8,}$/su],
  ["lower", /[a-z]/],
  ["upper", /[A-Z]/],
  ["digit", /\d/],
  // The page lists these, and a space that is neither first nor last.
  ["symbol", /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S \S/],
  ["noOuterSpace", /^\S(?:.*\S)?$/su],
];

export function passwordRules(password: string): readonly { readonly rule: PasswordRule; readonly met: boolean }[] {
  return rules.map(([rule, pattern]) => ({ rule, met: pattern.test(password) }));
}
