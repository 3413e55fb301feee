import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { LogEvent } from "#local/account/logs.ts";
import { AwsError } from "#local/wire/errors.ts";
import { operation } from "#local/wire/operation.ts";

import { eventsInput, groupArn, groupNameOf, invalid, logStreamName, requireEvents } from "./shapes.ts";

type Needs = Pick<Account, "logs" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html */
export const getLogEvents = (account: Needs) =>
  operation({
    name: "GetLogEvents",
    input: v.object({
      ...eventsInput,
      logStreamName,
      startFromHead: v.optional(v.boolean(), false),
    }),
    resource: (input) => `${groupArn(account, groupNameOf(input))}:log-stream:${input.logStreamName}`,
    run: ({ logStreamName: name, startTime = 0, endTime = Infinity, ...input }) => {
      const stream = requireEvents(account, groupNameOf(input)).filter((event) => event.logStreamName === name);
      if (stream.length === 0)
        throw new AwsError(400, "ResourceNotFoundException", "The specified log stream does not exist.");
      const events = stream.filter(({ timestamp }) => timestamp >= startTime && timestamp < endTime);
      const [from, to] = rangeOf(events, input);
      const page = events.slice(from, to);
      // At either end the token stays what it was.
      return {
        events: page.map(({ timestamp, message }) => ({ timestamp, message, ingestionTime: timestamp })),
        nextForwardToken: `f/${events[to - 1]?.eventId ?? ""}`,
        nextBackwardToken: `b/${events[from]?.eventId ?? ""}`,
      };
    },
  });

interface Asked {
  readonly nextToken?: string | undefined;
  readonly limit: number;
  readonly startFromHead: boolean;
}

/** The positions of the first event of the page and of the one after its last. */
function rangeOf(
  events: readonly LogEvent[],
  { nextToken: token, limit: size, startFromHead }: Asked,
): [number, number] {
  const { length } = events;
  if (token === undefined) return startFromHead ? [0, Math.min(size, length)] : [Math.max(0, length - size), length];
  const [, direction, id] = /^([fb])\/(.*)$/.exec(token) ?? [];
  const at = events.findIndex(({ eventId }) => eventId === id);
  if (direction === undefined || (at < 0 && id !== "")) throw invalid("The specified nextToken is invalid.");
  if (direction === "f") return [at + 1, Math.min(at + 1 + size, length)];
  const end = Math.max(0, at);
  return [Math.max(0, end - size), end];
}
