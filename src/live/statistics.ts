import { createStore } from "zustand/vanilla";

import type { Clock } from "#domain/clock.ts";

import type { Told } from "./told.ts";

/** How much we are told. */
export interface Statistics {
  /** Messages in each of the last seconds that had any, oldest first, at most sixty. */
  readonly seconds: readonly number[];
  /** In the last full second. */
  readonly perSecond: number;
  /** Messages since the start that were none of ours or not what AWS sends. */
  readonly notUnderstood: number;
  /**
   * AWS IoT delivers at most 100 messages a second to one connection and discards the rest: at that rate, what is shown may be a sample.
   * Far above it somebody has lifted the limit, and nothing is missing.
   * @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#message-broker-limits
   */
  readonly atLimit: boolean;
}

const kept = 60;
const nearLimit = { from: 95, to: 105 };

export interface Counter extends Disposable {
  readonly told: Told<Statistics>;
  count(messages: number, notUnderstood: number): void;
}

export function openStatistics(clock: Clock): Counter {
  const told = createStore<Statistics>(() => ({ seconds: [], perSecond: 0, notUnderstood: 0, atLimit: false }));
  let [messages, notUnderstood] = [0, 0];
  let callOff: (() => void) | undefined;

  const endSecond = () => {
    const seconds = [...told.getState().seconds, messages].slice(-kept);
    const atLimit = messages >= nearLimit.from && messages <= nearLimit.to;
    told.setState({ seconds, perSecond: messages, notUnderstood, atLimit }, true);
    // Silence is counted once and then waited out: an idle console has nothing to wake up for.
    callOff = messages === 0 ? undefined : clock.after(1000, endSecond);
    messages = 0;
  };

  return {
    told,
    count(more, strange) {
      messages += more;
      notUnderstood += strange;
      callOff ??= clock.after(1000, endSecond);
    },
    [Symbol.dispose]: () => callOff?.(),
  };
}
