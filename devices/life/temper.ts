import type { Habit } from "./names.ts";
import type { Range } from "./random.ts";

/** Why a connection ends, in the words of the lifecycle event that tells of it; these are the ones a device can bring about. */
export type DropReason =
  | "CLIENT_INITIATED_DISCONNECT"
  | "CONNECTION_LOST"
  | "MQTT_KEEP_ALIVE_TIMEOUT"
  | "CLIENT_ERROR"
  | "DUPLICATE_CLIENTID";

/** How a device lives; every range is in milliseconds. */
export interface Temper {
  /** From hearing what is asked until it is done; undefined when it never is. */
  readonly obeys: Range | undefined;
  /** From one report of its measurements to the next. */
  readonly reports: Range;
  /** From connecting until it drops by itself; undefined when it does not. */
  readonly stays: Range | undefined;
  /** From dropping by itself until it connects again. */
  readonly away: Range;
  /** The reasons it drops for, each as often as it stands here. */
  readonly drops: readonly DropReason[];
}

export interface TemperOptions {
  /** Milliseconds until a device does what is asked. */
  readonly obeys: Range;
  /** Milliseconds between two reports of a device. */
  readonly reports: Range;
  /** How often devices drop by themselves: 1 is every 5 to 30 minutes, 2 twice as often, 0 never. */
  readonly churn: number;
}

/** Most devices of one fleet report once in forty seconds: 25 look alive, and 2,000 send 50 messages a second. */
export const usualTemper: TemperOptions = { obeys: [500, 4_000], reports: [20_000, 60_000], churn: 1 };

export function temperOf(habit: Habit, { obeys, reports, churn }: TemperOptions): Temper {
  const steady: Temper = {
    obeys,
    reports,
    stays: churn > 0 ? [300_000 / churn, 1_800_000 / churn] : undefined,
    away: [3_000, 40_000],
    drops: [
      "CLIENT_INITIATED_DISCONNECT",
      "CLIENT_INITIATED_DISCONNECT",
      "CONNECTION_LOST",
      "CONNECTION_LOST",
      "CONNECTION_LOST",
      "MQTT_KEEP_ALIVE_TIMEOUT",
      "DUPLICATE_CLIENTID",
      "CLIENT_ERROR",
    ],
  };
  const habits: Readonly<Record<Habit, Temper>> = {
    steady,
    stubborn: { ...steady, obeys: undefined },
    slow: { ...steady, obeys: [20_000, 20_000] },
    flapping: {
      ...steady,
      stays: [3_000, 8_000],
      away: [2_000, 5_000],
      drops: ["CLIENT_INITIATED_DISCONNECT", "CONNECTION_LOST"],
    },
    // Whatever refuses it, it does as the others do: it keeps on trying.
    refused: steady,
  };
  return habits[habit];
}
