/** How long to wait after `failures` failures in a row. */
interface Waits {
  readonly failures: number;
  readonly leastMs: number;
  readonly mostMs: number;
}

/**
 * Exponential back-off with full jitter: anywhere between the least wait and a bound that grows fivefold with every failure. Doubling would hardly bring
 * anybody back sooner (how long an operator waits once AWS is back is up to `mostMs`), but a quarter of the clients would come in the same second.
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function fullJitter({ failures, leastMs, mostMs }: Waits, random: () => number): number {
  const bound = Math.min(mostMs, leastMs * 5 ** Math.min(failures, 16));
  return leastMs + random() * (bound - leastMs);
}
