import type { Clock } from "#domain/clock.ts";
import { asTrouble, type Trouble } from "#domain/trouble.ts";

import { fullJitter } from "./back-off.ts";
import type { Credentials } from "./identity-pool.ts";
import { singleFlight } from "./single-flight.ts";

/** Credentials for whoever asks: fetched once at a time, and from then on renewed well before they expire. */
export interface CredentialsHolder extends Disposable {
  /** Good for some minutes at least. Rejects with identity-pool-refused, session-ended, throttled or unreachable. */
  get(): Promise<Credentials>;
  held(): Credentials | undefined;
  /** AWS has refused these: the next who asks gets others. */
  discard(refused: Credentials): void;
}

export interface CredentialsNeeds {
  readonly fetch: () => Promise<Credentials>;
  /** By AWS's clock: the expiration is AWS's too. */
  readonly now: () => number;
  readonly clock: Pick<Clock, "after">;
  readonly random: () => number;
}

/** AWS gives an hour. Whoever gets credentials may need them for an attempt with all its retries. */
const renewBeforeMs = 10 * 60_000;
/** What is left of the old ones when new ones cannot be had: better than none, for as long as they hold. */
const usableBeforeMs = 30_000;
const leastBetweenMs = 60_000;
const attempts = 3;

/** Worth another try at once; anything else will be no different in a second. */
const passing: ReadonlySet<Trouble["code"]> = new Set<Trouble["code"]>(["throttled", "unreachable"]);

export function openCredentials({ fetch, now, clock, random }: CredentialsNeeds): CredentialsHolder {
  let held: Credentials | undefined;
  const lasts = (ms: number) => held !== undefined && held.expiresAt - now() > ms;

  const fetchPatiently = async (failures = 0): Promise<Credentials> => {
    try {
      return await fetch();
    } catch (error) {
      const trouble = asTrouble(error);
      if (!passing.has(trouble.code) || failures + 1 >= attempts) throw trouble;
      await new Promise<void>((resolve) => {
        clock.after(fullJitter({ failures: failures + 1, leastMs: 100, mostMs: 2000 }, random), resolve);
      });
      return fetchPatiently(failures + 1);
    }
  };
  let callOff: (() => void) | undefined;
  let isOver = false;
  // Also when nobody needs them now: that is how a session that was ended comes to light.
  const renewInTime = ({ expiresAt }: Credentials) => {
    callOff?.();
    if (isOver) return;
    const ms = Math.max(expiresAt - now() - renewBeforeMs, leastBetweenMs);
    callOff = clock.after(ms, () => {
      // Whoever asks next hears why.
      renew().catch(() => {});
    });
  };
  const renew = singleFlight(async () => {
    try {
      held = await fetchPatiently();
      renewInTime(held);
      return held;
    } catch (error) {
      if (held && lasts(usableBeforeMs)) return held;
      throw error;
    }
  });

  return {
    get: async () => (held && lasts(renewBeforeMs) ? held : renew()),
    held: () => held,
    discard: (refused) => {
      if (held?.accessKeyId === refused.accessKeyId) held = undefined;
    },
    [Symbol.dispose]: () => {
      isOver = true;
      callOff?.();
    },
  };
}
