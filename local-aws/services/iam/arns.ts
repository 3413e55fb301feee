import type { Account } from "#local/account/account.ts";

/** The ARN under which IAM is asked about a role, whether or not it exists. */
export const roleArn =
  ({ roles, accountId }: Pick<Account, "roles" | "accountId">) =>
  ({ RoleName }: { readonly RoleName: string }): string =>
    roles.byName.get(RoleName)?.arn ?? `arn:aws:iam::${accountId}:role/${RoleName}`;
