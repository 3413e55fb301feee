import type { Account } from "#local/account/account.ts";
import { identityPoolArn } from "#local/account/identity-pools/pools.ts";

/** The resource of every operation that names an identity pool. */
export const onPool =
  (account: Pick<Account, "region" | "accountId">) =>
  ({ IdentityPoolId }: { readonly IdentityPoolId: string }) =>
    identityPoolArn(account, IdentityPoolId);

/** What such an operation needs of the account. */
export type PoolNeeds = Pick<Account, "identityPools" | "region" | "accountId">;
