import type { FleetEvent } from "#devices/fleet/events.ts";

/** What has happened since the last line. */
export interface Tally {
  readonly reports: number;
  readonly drops: number;
  readonly losses: number;
  readonly refusals: number;
}

export const nothing: Tally = { reports: 0, drops: 0, losses: 0, refusals: 0 };

export function count(tally: Tally, { event }: FleetEvent): Tally {
  switch (event) {
    case "reported":
      return { ...tally, reports: tally.reports + 1 };
    case "dropped":
      return { ...tally, drops: tally.drops + 1 };
    case "lost":
      return { ...tally, losses: tally.losses + 1 };
    case "refused":
      return { ...tally, refusals: tally.refusals + 1 };
    case "connected":
    case "trouble":
    default:
      return tally;
  }
}

export function summary(
  { reports, drops, losses, refusals }: Tally,
  connected: number,
  of: number,
  seconds: number,
): string {
  const rate = (reports / seconds).toFixed(1);
  return `${connected} of ${of} connected · ${rate} reports/s · in ${seconds} s ${drops} dropped, ${losses} lost, ${refusals} refused`;
}

/** One event as a person reads it. */
export function sentence(event: FleetEvent): string {
  switch (event.event) {
    case "connected":
      return `${event.thing} connected`;
    case "dropped":
      return `${event.thing} drops: ${event.reason}`;
    case "lost":
      return `${event.thing} was disconnected: ${event.reason}`;
    case "refused":
      return `${event.thing} was refused at ${event.gate}: ${event.reason}`;
    case "reported":
      return `${event.thing} reports ${event.settings.join(", ")}`;
    case "trouble":
    default:
      return `${event.message} ${event.tip}`;
  }
}
