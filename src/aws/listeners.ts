export interface Listeners<Told> {
  /** Returns the way to stop. */
  readonly add: (listener: (told: Told) => void) => () => void;
  readonly tell: (told: Told) => void;
}

export function listeners<Told>(): Listeners<Told> {
  const all = new Set<(told: Told) => void>();
  return {
    add: (listener) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (told) => {
      for (const listener of all) listener(told);
    },
  };
}
