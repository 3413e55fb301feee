import type { Account } from "#local/account/account.ts";
import type { PasswordVerifier } from "#local/account/user-pools/srp.ts";

/** What the server remembers of an SRP exchange between its two steps. */
interface SrpExchange {
  readonly clientId: string;
  /** As the caller gave it. */
  readonly givenName: string;
  /** `USER_ID_FOR_SRP`: of a user, or made up. */
  readonly userId: string;
  readonly kept: PasswordVerifier;
  readonly A: bigint;
  readonly b: Buffer;
  readonly B: bigint;
}

/** Exchanges that wait for their proof. In memory, because their secrets are worth nothing after a minute and should not reach a disk. */
export interface SrpExchanges {
  /** Returns the secret block by which the proof will name the exchange. */
  open(exchange: SrpExchange): Buffer;
  /** Once only, proof right or wrong: a secret block is good for one guess. */
  take(secretBlock: Buffer): SrpExchange | undefined;
}

// AWS says "within a few seconds" and gives no number; a slow tablet needs some of them for its own share of the mathematics.
const lifetimeMs = 60_000;
const most = 10_000;

export function openSrpExchanges({ clock, ids }: Pick<Account, "clock" | "ids">): SrpExchanges {
  const waiting = new Map<string, { readonly exchange: SrpExchange; readonly until: number }>();
  return {
    open: (exchange) => {
      for (const [key, { until }] of waiting) {
        // In the order of their beginning: the first that has time left ends the search.
        if (until > clock.now() && waiting.size < most) break;
        waiting.delete(key);
      }
      const secretBlock = ids.bytes(64);
      waiting.set(secretBlock.toString("base64"), { exchange, until: clock.now() + lifetimeMs });
      return secretBlock;
    },
    take: (secretBlock) => {
      const key = secretBlock.toString("base64");
      const found = waiting.get(key);
      waiting.delete(key);
      return found && found.until > clock.now() ? found.exchange : undefined;
    },
  };
}
