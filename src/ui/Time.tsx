import { createContext, useContext, useState } from "react";

import { useAtTime } from "./clock.ts";
import styles from "./Time.module.css";

/** How times are said: in the operator's language and zone. */
export interface TimeWords {
  readonly relative: (at: number, now: number) => string;
  /** With seconds and the offset of the zone. */
  readonly exact: (at: number) => string;
}

export const TimeWordsContext = createContext<TimeWords>({
  relative: (at) => new Date(at).toISOString(),
  exact: (at) => new Date(at).toISOString(),
});

/** A moment, in milliseconds since the epoch: relative; its exact time is in the title, and after a press in its place. */
export function Time({ at, press = false }: { readonly at: number; readonly press?: boolean }) {
  const words = useContext(TimeWordsContext);
  const known = isMoment(at);
  const relative = useAtTime((now) => (known ? words.relative(at, now) : ""));
  const [exact, setExact] = useState(false);
  if (!known) return null;
  const time = (
    <time dateTime={new Date(at).toISOString()} title={words.exact(at)}>
      {exact ? words.exact(at) : relative}
    </time>
  );
  if (!press) return time;
  return (
    <button type="button" className={styles["time"]} onClick={() => setExact(!exact)}>
      {time}
    </button>
  );
}

// Devices and brokers say what they like; a Date holds no more than this.
function isMoment(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15;
}
