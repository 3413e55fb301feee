import type { Environment } from "./environment.ts";

/** One event of a CloudWatch log stream. */
export interface LogEvent {
  readonly eventId: string;
  readonly logStreamName: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** CloudWatch Logs, as far as AWS services write and operators read. Kept in memory: the newest `kept` events of a group. */
export interface Logs {
  put(group: string, stream: string, message: Readonly<Record<string, unknown>>): void;
  /** Undefined when nothing was ever written to the group. */
  read(group: string): readonly LogEvent[] | undefined;
  groups(): Iterable<string>;
}

const kept = 10_000;

export function openLogs({ clock, ids }: Pick<Environment, "clock" | "ids">): Logs {
  const groups = new Map<string, LogEvent[]>();
  return {
    put: (group, logStreamName, message) => {
      const events = groups.get(group) ?? [];
      groups.set(group, events);
      events.push({ eventId: ids.uuid(), logStreamName, timestamp: clock.now(), message: JSON.stringify(message) });
      // Dropped in batches: shifting the array for every event past the limit would move all of it each time.
      if (events.length > kept * 1.1) events.splice(0, events.length - kept);
    },
    read: (group) => groups.get(group),
    groups: () => groups.keys(),
  };
}
