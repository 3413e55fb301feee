/** Failed sign-ins of one name in a row. Times are milliseconds since the epoch. */
export interface Failures {
  readonly count: number;
  readonly lockedUntil: number;
  /** Attempts while locked out count here too. */
  readonly lastAttemptAt: number;
}

const quietMs = 15 * 60_000;
const longestLockMs = 15 * 60_000;
const freeFailures = 5;

/** The failures that still count: a quarter of an hour without any attempt forgets them. */
export function stillCounting(failures: Failures | undefined, now: number): Failures | undefined {
  return failures !== undefined && now - failures.lastAttemptAt < quietMs ? failures : undefined;
}

export function isLockedOut(failures: Failures | undefined, now: number): boolean {
  const counting = stillCounting(failures, now);
  return counting !== undefined && now < counting.lockedUntil;
}

/**
 * After the n-th failure a name is locked out for 2^(n-5) seconds, from the fifth on.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-flow-lockout-behavior
 */
export function afterFailure(failures: Failures | undefined, now: number): Failures {
  const count = (stillCounting(failures, now)?.count ?? 0) + 1;
  const lockMs = count < freeFailures ? 0 : Math.min(2 ** (count - freeFailures) * 1000, longestLockMs);
  return { count, lockedUntil: now + lockMs, lastAttemptAt: now };
}
