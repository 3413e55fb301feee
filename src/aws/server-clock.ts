import type { Clock } from "#domain/clock.ts";

/** AWS's time, as far as its answers have told it. AWS refuses what was signed more than five minutes off. */
export interface ServerClock {
  /** What AWS's clock shows now, milliseconds since the epoch. */
  now(): number;
  /** How far our own clock is from it: positive when ours is ahead. 0 until measured. */
  offset(): number;
  /** Learns from an answer's `Date` header; `sentAt` is when we asked, by our clock. */
  hearDate(date: string | null, sentAt: number): void;
  /** An offset that was measured otherwise, until an answer tells it. */
  guess(offset: number): void;
}

/** A Date header counts in seconds and an answer takes its time: anything nearer than this is the same clock. */
const indistinctMs = 3000;

export function openServerClock(clock: Clock): ServerClock {
  let offset = 0;
  let heard = false;
  const learn = (measured: number, indistinct: number) => {
    if (Math.abs(measured - offset) > indistinct) offset = Math.abs(measured) > indistinct ? measured : 0;
  };
  return {
    now: () => clock.now() - offset,
    offset: () => offset,
    hearDate: (date, sentAt) => {
      const at = date === null ? Number.NaN : Date.parse(date);
      if (Number.isNaN(at)) return;
      heard = true;
      const heardAt = clock.now();
      // The header was written somewhere between asking and hearing, in the middle of its second as likely as not.
      learn((sentAt + heardAt) / 2 - (at + 500), indistinctMs + (heardAt - sentAt) / 2);
    },
    guess: (measured) => {
      if (!heard) learn(measured, indistinctMs);
    },
  };
}
