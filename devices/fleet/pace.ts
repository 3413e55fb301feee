import type { Clock } from "#devices/wire/clock.ts";

/** Lets callers through one after the other, at most so many a second. */
export interface Pace extends Disposable {
  /** Resolves when the caller may go. After disposal everybody goes at once. */
  readonly turn: () => Promise<void>;
}

/** What a timer that fires late may make up for. */
const lateMs = 100;

export function openPace(perSecond: number, clock: Clock): Pace {
  const waiting: (() => void)[] = [];
  let nextAt = 0;
  let isOpen = true;
  let callOff: (() => void) | undefined;

  const release = () => {
    callOff = undefined;
    const now = clock.now();
    while (waiting.length > 0) {
      if (isOpen && nextAt > now) {
        callOff = clock.after(nextAt - now, release);
        return;
      }
      nextAt = Math.max(nextAt, now - lateMs) + 1_000 / perSecond;
      waiting.shift()?.();
    }
  };

  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (!callOff) release();
      }),
    [Symbol.dispose]: () => {
      isOpen = false;
      callOff?.();
      release();
    },
  };
}
