/** A source of chance: numbers from 0 up to, but not including, 1. */
export type Random = () => number;

/** From the least to the most, both included. */
export type Range = readonly [least: number, most: number];

/** The same seed draws the same numbers. Mulberry32 over an FNV-1a hash: small, and good enough for theatre. */
export function seededRandom(seed: string): Random {
  let state = 0x811c9dc5;
  for (const letter of seed) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function draw([least, most]: Range, random: Random): number {
  return least + (most - least) * random();
}

/** One of `choices`. @throws RangeError when there is none. */
export function pick<T>(choices: readonly T[], random: Random): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new RangeError("There is nothing to pick from.");
  return chosen;
}
