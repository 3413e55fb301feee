import type { Clock } from "./clock.ts";

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  readonly advance: (ms: number) => void;
}

export function testClock(start = Date.UTC(2026, 0, 5)): TestClock {
  let now = start;
  const due = new Set<{ readonly at: number; readonly act: () => void }>();
  return {
    now: () => now,
    after: (ms, act) => {
      const entry = { at: now + ms, act };
      due.add(entry);
      return () => void due.delete(entry);
    },
    advance: (ms) => {
      const end = now + ms;
      const next = () => [...due].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      for (let entry = next(); entry; entry = next()) {
        due.delete(entry);
        now = Math.max(now, entry.at);
        entry.act();
      }
      now = end;
    },
  };
}
