import type { FleetEvent, Tell } from "./events.ts";

type Outcome = Extract<FleetEvent, { event: "connected" } | { event: "refused" }>;

/** Lets code wait for how an attempt to connect ends. */
export interface Outcomes {
  readonly hear: Tell;
  /** The next outcome of this device. */
  next(thing: string): Promise<Outcome>;
}

export function openOutcomes(): Outcomes {
  const waiting = new Map<string, ((outcome: Outcome) => void)[]>();
  return {
    hear: (event) => {
      if (event.event !== "connected" && event.event !== "refused") return;
      // A refused publish ends no attempt.
      if (event.event === "refused" && event.gate === "puback") return;
      const resolves = waiting.get(event.thing) ?? [];
      waiting.delete(event.thing);
      for (const resolve of resolves) resolve(event);
    },
    next: (thing) =>
      new Promise((resolve) => {
        waiting.set(thing, [...(waiting.get(thing) ?? []), resolve]);
      }),
  };
}
