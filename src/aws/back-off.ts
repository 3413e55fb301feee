/** How long to wait after `failures` failures in a row. */
interface Waits {
  readonly failures: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * Exponential back-off with full jitter: anywhere between the least wait and a bound that doubles with every failure, so that a thousand clients of
 * a broker that restarts do not come back in step.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter({ failures, leastMs, mostMs }: Waits, random: () => number): number {
  const bound = Math.min(mostMs, leastMs * 2 ** Math.min(failures, 32));
  return leastMs + random() * (bound - leastMs);
}
