import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach } from "vitest";

import { type Live, openLive } from "#live/live.ts";
import { LiveContext } from "#live/useLive.ts";
import { Announcer } from "#ui/Announcer.tsx";
import { type Clock, PageClock } from "#ui/clock.ts";
import { AllWords } from "#words/AllWords.tsx";

import { type FakeBroker, type FakeBrokerOptions, openFakeBroker } from "./FakeBroker.ts";
import { giveLayout } from "./layout.ts";
import { type ManualClock, manualClock, settled } from "./manualClock.ts";

afterEach(cleanup);

export interface RenderedConsole {
  readonly broker: FakeBroker;
  readonly clock: ManualClock;
  readonly live: Live;
  /** Does something on the far side, and waits until the screen has taken it in. */
  readonly after: (event: () => void) => Promise<void>;
  /** Lets time go by. */
  readonly passes: (ms: number) => Promise<void>;
}

/** Renders a part of the console in front of a fake broker, with everything real in between. Without `connected` it has to be told to connect. */
export async function renderConsole(
  screen: ReactNode | ((console: Omit<RenderedConsole, "after" | "passes">) => ReactNode),
  options: Omit<FakeBrokerOptions, "now"> = {},
): Promise<RenderedConsole> {
  giveLayout();
  const clock = manualClock();
  const broker = openFakeBroker({ ...options, now: () => clock.now() });
  const live = openLive({
    connection: broker.connection,
    thingNamePrefix: "device_",
    clock,
    frame: (task) => {
      const timer = setTimeout(task);
      return () => clearTimeout(timer);
    },
  });
  const page = pageClock(clock);
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false, structuralSharing: false } } });
  render(
    <AllWords zone="utc">
      <PageClock value={page}>
        <LiveContext value={live}>
          <QueryClientProvider client={queries}>
            <Announcer>{typeof screen === "function" ? screen({ broker, clock, live }) : screen}</Announcer>
          </QueryClientProvider>
        </LiveContext>
      </PageClock>
    </AllWords>,
  );
  await after(() => {});
  return { broker, clock, live, after, passes: (ms) => after(() => page.advance(ms)) };
}

async function after(event: () => void): Promise<void> {
  await act(async () => {
    event();
    await quiet();
  });
}

/** Until what was begun has come to rest: a frame, the promises behind it, and the rendering that they cause. */
export async function quiet(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    // One after the other: each may begin what the next waits for.
    // oxlint-disable-next-line no-await-in-loop
    await settled();
  }
}

function pageClock(clock: ManualClock): Clock & { readonly advance: (ms: number) => void } {
  const listeners = new Set<() => void>();
  return {
    now: () => clock.now(),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    advance: (ms) => {
      clock.advance(ms);
      for (const listener of listeners) listener();
    },
  };
}
