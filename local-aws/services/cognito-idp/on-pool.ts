import type { Account } from "#local/account/account.ts";
import { userPoolArn } from "#local/account/user-pools/pools.ts";

/** The resource of every operation that names a user pool. */
export const onPool =
  (account: Pick<Account, "region" | "accountId">) =>
  ({ UserPoolId }: { readonly UserPoolId: string }) =>
    userPoolArn(account, UserPoolId);

/** What such an operation needs of the account. */
export type PoolNeeds = Pick<Account, "userPools" | "region" | "accountId">;
