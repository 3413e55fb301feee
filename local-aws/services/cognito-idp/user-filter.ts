import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import type { User } from "#local/account/user-pools/users.ts";

const filterable: Readonly<Record<string, (user: User) => string | undefined>> = {
  username: ({ username }) => username,
  sub: ({ sub }) => sub,
  "cognito:user_status": ({ status }) => status,
  status: ({ enabled }) => (enabled ? "Enabled" : "Disabled"),
  ...Object.fromEntries(
    ["email", "phone_number", "name", "given_name", "family_name", "preferred_username"].map((name) => [
      name,
      ({ attributes }: User) => attributes[name],
    ]),
  ),
};

/**
 * `email = "ann@example.com"` or, for what begins so, `email ^= "ann"`. Quotation marks inside are escaped by a backslash.
 * @throws InvalidParameterException
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-manage-user-accounts.html#cognito-user-pools-searching-for-users-using-listusers-api
 */
export function readFilter(filter: string): (user: User) => boolean {
  const [, name, operator, quoted] = /^\s*([\w:]+)\s*(\^?=)\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(filter) ?? [];
  if (name === undefined || quoted === undefined) throw invalidParameter("Error while parsing filter");
  const valueOf = Object.hasOwn(filterable, name) ? filterable[name] : undefined;
  if (!valueOf) throw invalidParameter(`Invalid search attribute: ${name}`);
  const wanted = quoted.replaceAll(/\\(.)/g, "$1");
  return (user) => {
    const value = valueOf(user);
    return value !== undefined && (operator === "=" ? value === wanted : value.startsWith(wanted));
  };
}
