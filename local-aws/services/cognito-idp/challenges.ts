import type { Account } from "#local/account/account.ts";
import type { UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { User } from "#local/account/user-pools/users.ts";

/** A sign-in that waits for a new password. */
interface Challenge {
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface Challenges {
  /** Returns the `Session` by which the answer names the challenge. */
  open(user: User, client: UserPoolClient): string;
  find(session: string): Challenge | undefined;
  close(session: string): void;
}

export function openChallenges({ store, clock, ids }: Pick<Account, "store" | "clock" | "ids">): Challenges {
  const waiting = store.table<Challenge>("user-pool-challenges");
  return {
    open: (user, client) => {
      for (const [session, { expiresAt }] of waiting.entries()) if (expiresAt <= clock.now()) waiting.delete(session);
      const session = ids.bytes(96).toString("base64url");
      waiting.set(session, {
        poolId: user.poolId,
        clientId: client.id,
        sub: user.sub,
        expiresAt: clock.now() + client.authSessionMinutes * 60_000,
      });
      return session;
    },
    find: (session) => {
      const challenge = waiting.get(session);
      return challenge && challenge.expiresAt > clock.now() ? challenge : undefined;
    },
    close: (session) => {
      waiting.delete(session);
    },
  };
}
