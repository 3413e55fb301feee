import type { Timing } from "./link.ts";

/** Listens for silence. */
export interface KeepAlive extends Disposable {
  /** Something arrived. */
  heard(): void;
}

/** Runs `silent` when nothing arrived for one and a half times `seconds` (MQTT-3.1.2-22). */
export function watchKeepAlive(timing: Timing, seconds: number, silent: () => void): KeepAlive {
  const patienceMs = seconds * 1500;
  let last = timing.now();
  // The timer is not wound up again for every packet: when it rings, it looks how long the silence really was.
  const check = (): void => {
    const left = last + patienceMs - timing.now();
    if (left <= 0) silent();
    else callOff = timing.after(left, check);
  };
  let callOff = timing.after(patienceMs, check);
  return {
    heard: () => {
      last = timing.now();
    },
    [Symbol.dispose]: () => callOff(),
  };
}
