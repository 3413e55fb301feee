/** Time comes in by hand, so that an hour can pass in a test without an hour passing. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `act` once, `ms` milliseconds from now; returns the way to call it off. */
  after(ms: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  /** Moves time forward, running what falls due on the way in its order. */
  advance(ms: number): void;
}

export function manualClock(start = Date.UTC(2026, 0, 5, 3, 4, 5)): ManualClock {
  let now = start;
  const due = new Set<{ readonly at: number; readonly act: () => void }>();
  return {
    now: () => now,
    after: (ms, act) => {
      const entry = { at: now + ms, act };
      due.add(entry);
      return () => due.delete(entry);
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const [next] = [...due].filter((entry) => entry.at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        due.delete(next);
        now = Math.max(now, next.at);
        next.act();
      }
      now = end;
    },
  };
}
