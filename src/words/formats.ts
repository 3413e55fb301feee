/** How numbers, times and lists are written for one language and one time zone. Times are milliseconds since the epoch. */
export interface Formats {
  readonly number: (value: number) => string;
  readonly list: (items: readonly string[]) => string;
  /** "3 h 12 min": at most two units, the finest being a second. */
  readonly duration: (ms: number) => string;
  /** The hour and minute of a moment today; with its date when it is of another day. */
  readonly clock: (at: number, now: number) => string;
  /** "3 minutes ago", "now". */
  readonly relative: (at: number, now: number) => string;
  /** Date and time to the second, with the offset of the zone. */
  readonly exact: (at: number) => string;
  /** The time of the day to the millisecond. */
  readonly log: (at: number) => string;
}

export type Zone = "local" | "utc";

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const units = [
  ["day", day],
  ["hour", hour],
  ["minute", minute],
  ["second", second],
] as const;

const noMoment = "\u2014";

/** Devices and brokers write what they like for a time; a Date holds no more than this, and Intl throws at the rest. */
function isMoment(at: number): boolean {
  return Math.abs(at) <= 8.64e15;
}

export function openFormats(locale: string, zone: Zone): Formats {
  const timeZone = zone === "utc" ? { timeZone: "UTC" } : {};
  const numbers = new Intl.NumberFormat(locale);
  const lists = new Intl.ListFormat(locale, { type: "conjunction" });
  const parts = new Intl.ListFormat(locale, { type: "unit", style: "narrow" });
  const relatives = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...timeZone } as const;
  const clocks = new Intl.DateTimeFormat(locale, time);
  const days = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", ...timeZone });
  const date = { year: "numeric", month: "short", day: "numeric" } as const;
  const exacts = new Intl.DateTimeFormat(locale, { ...date, ...time, second: "2-digit", timeZoneName: "shortOffset" });
  const logs = new Intl.DateTimeFormat(locale, { ...time, second: "2-digit", fractionalSecondDigits: 3 });
  const measure = Object.fromEntries(
    units.map(([unit]) => [unit, new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" })]),
  );

  return {
    number: (value) => numbers.format(value),
    list: (items) => lists.format(items),
    duration: (ms) => {
      let rest = Math.min(Math.max(0, ms), 1e15);
      const first = Math.max(
        0,
        units.findIndex(([, length]) => rest >= length),
      );
      const from = rest < second ? units.length - 1 : first;
      const said = units.slice(from, from + 2).flatMap(([unit, length], index) => {
        const count = Math.floor(rest / length);
        rest -= count * length;
        return count > 0 || index === 0 ? [measure[unit]?.format(count) ?? ""] : [];
      });
      return parts.format(said);
    },
    clock: (at, now) => {
      if (!isMoment(at)) return noMoment;
      const today = days.format(at) === days.format(now) && Math.abs(now - at) < 2 * day;
      return today ? clocks.format(at) : `${days.format(at)} ${clocks.format(at)}`;
    },
    relative: (at, now) => {
      if (!isMoment(at)) return noMoment;
      // A clock that ticks once a second may stand a little behind what it measures.
      const past = Math.max(0, now - at);
      const [unit, length] = units.find(([, size]) => past >= size) ?? (["second", second] as const);
      return relatives.format(-Math.floor(past / length) || 0, unit);
    },
    exact: (at) => (isMoment(at) ? exacts.format(at) : noMoment),
    log: (at) => (isMoment(at) ? logs.format(at) : noMoment),
  };
}
