import type { Page } from "@playwright/test";

import type { LocalAwsOptions } from "#local/index.ts";

/** AWS's clock: as this machine's, ahead by as much as it was moved. What is due in between does not ring. */
export interface MovableClock extends NonNullable<LocalAwsOptions["clock"]> {
  move(ms: number): void;
}

export const minutes = (count: number) => count * 60_000;

export function movableClock(ahead = 0): MovableClock {
  let offset = ahead;
  return {
    now: () => Date.now() + offset,
    after: (ms, act) => {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    move: (ms) => {
      offset += ms;
    },
  };
}

/** For AWS and for the browser alike, whose timers ring; it needs `page.clock.install()` before. */
export async function timePasses(page: Page, clock: MovableClock, ms: number): Promise<void> {
  clock.move(ms);
  await page.clock.fastForward(ms);
}
