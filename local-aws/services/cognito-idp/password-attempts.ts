import type { Account } from "#local/account/account.ts";
import { notAuthorized } from "#local/account/user-pools/refusals.ts";

import { afterFailure, type Failures, isLockedOut, stillCounting } from "./lockout.ts";

/**
 * Counts wrong passwords, by name and not by user: names of nobody are locked out like any other, or the difference would tell who exists.
 */
export interface PasswordAttempts {
  /** @throws NotAuthorizedException while the name is locked out; that attempt counts as no failure. */
  requireOpen(name: AttemptName): void;
  failed(name: AttemptName): void;
  succeeded(name: AttemptName): void;
}

interface AttemptName {
  readonly poolId: string;
  readonly username: string;
}

export function openPasswordAttempts({ store, clock }: Pick<Account, "store" | "clock">): PasswordAttempts {
  const failures = store.table<Failures>("user-pool-failures");
  let counted = 0;
  const forgetOld = () => {
    for (const [key, kept] of failures.entries()) if (!stillCounting(kept, clock.now())) failures.delete(key);
  };

  return {
    requireOpen: (name) => {
      const known = failures.get(keyOf(name));
      if (known === undefined || !isLockedOut(known, clock.now())) return;
      failures.set(keyOf(name), { ...known, lastAttemptAt: clock.now() });
      throw notAuthorized("Password attempts exceeded");
    },
    failed: (name) => {
      if (++counted % 1000 === 0) forgetOld();
      failures.set(keyOf(name), afterFailure(failures.get(keyOf(name)), clock.now()));
    },
    succeeded: (name) => {
      if (failures.has(keyOf(name))) failures.delete(keyOf(name));
    },
  };
}

function keyOf({ poolId, username }: AttemptName): string {
  return `${poolId} ${username}`;
}
