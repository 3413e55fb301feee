import { createContext, useContext, useSyncExternalStore } from "react";

/** The time as the page draws it: it stands still between two ticks, so that everything drawn together agrees. */
export interface Clock {
  /** Milliseconds since the epoch, of the last tick. */
  readonly now: () => number;
  /** Hears every tick. Returns the way to stop. */
  readonly subscribe: (listener: () => void) => () => void;
}

const tickMs = 1000;

/** Ticks each second for as long as somebody listens. */
export function startClock(read: () => number = Date.now): Clock {
  const listeners = new Set<() => void>();
  let now = read();
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    now: () => (timer === undefined ? (now = read()) : now),
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(() => {
        now = read();
        for (const heard of listeners) heard();
      }, tickMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

export const PageClock = createContext<Clock>(startClock());

/** What `read` makes of the time; renders again only when that is something else. It must give a plain value. */
export function useAtTime<Value extends string | number | boolean | undefined>(read: (now: number) => Value): Value {
  const clock = useContext(PageClock);
  return useSyncExternalStore(clock.subscribe, () => read(clock.now()));
}
