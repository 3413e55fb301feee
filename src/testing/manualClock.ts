import type { Clock } from "#domain/clock.ts";

/** A clock that stands still until it is turned. */
export interface ManualClock extends Clock {
  /** Turns the clock; whatever falls due on the way runs in its order, at its own time. */
  advance(ms: number): void;
  /** The same, letting promises settle after each task, as a real clock does. */
  advanceAsync(ms: number): Promise<void>;
  /** When each task that still waits is due. */
  readonly due: readonly number[];
}

export function manualClock(start = Date.UTC(2026, 10, 21)): ManualClock {
  let now = start;
  let tasks: { readonly at: number; readonly task: () => void }[] = [];

  const runNext = (end: number): boolean => {
    const next = tasks.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
    if (!next) return false;
    tasks = tasks.filter((task) => task !== next);
    now = Math.max(now, next.at);
    next.task();
    return true;
  };
  return {
    now: () => now,
    after: (ms, task) => {
      const entry = { at: now + Math.max(0, ms), task };
      tasks.push(entry);
      return () => {
        tasks = tasks.filter((other) => other !== entry);
      };
    },
    get due() {
      return tasks.map(({ at }) => at).toSorted((a, b) => a - b);
    },
    advance(ms) {
      const end = now + ms;
      while (runNext(end)) continue;
      now = end;
    },
    async advanceAsync(ms) {
      const end = now + ms;
      await settled();
      // One after the other on purpose: what a task starts belongs before what comes later.
      // oxlint-disable-next-line no-await-in-loop
      while (runNext(end)) await settled();
      now = end;
    },
  };
}

/** Resolves when every promise that could settle by now has, however long its chain. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
