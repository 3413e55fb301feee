/** How long to wait after `failures` failures in a row. */
interface Waits {
  readonly failures: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * Exponential back-off with full jitter: anywhere between the least wait and a bound that grows fourfold with every failure. Doubling would do as well
 * in the long run, but for ten seconds after a broker's restart a quarter of its clients would come in the same second.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter({ failures, leastMs, mostMs }: Waits, random: () => number): number {
  const bound = Math.min(mostMs, leastMs * 4 ** Math.min(failures, 16));
  return leastMs + random() * (bound - leastMs);
}
