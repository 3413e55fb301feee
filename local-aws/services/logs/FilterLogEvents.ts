import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { LogEvent } from "#local/account/logs.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { InvalidPattern, readFilterPattern } from "./filter-pattern.ts";
import type { Filter } from "./filter.ts";
import { eventsInput, groupArn, groupNameOf, invalid, logStreamName, requireEvents } from "./shapes.ts";

type Needs = Pick<Account, "logs" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html */
export const filterLogEvents = (account: Needs) =>
  operation({
    name: "FilterLogEvents",
    input: v.object({
      ...eventsInput,
      logStreamNames: v.optional(v.pipe(v.array(logStreamName), v.minLength(1), v.maxLength(100))),
      logStreamNamePrefix: v.optional(logStreamName),
      filterPattern: v.optional(text(0, 1024), ""),
    }),
    resource: (input) => groupArn(account, groupNameOf(input)),
    run: (input) => {
      const { logStreamNames: names, logStreamNamePrefix: prefix = "", startTime = 0, endTime = Infinity } = input;
      if (names && prefix !== "") throw invalid("logStreamNames and logStreamNamePrefix exclude each other.");
      const fits = readPattern(input.filterPattern);
      const events = requireEvents(account, groupNameOf(input));
      const isWanted = (event: LogEvent) =>
        event.timestamp >= startTime &&
        event.timestamp <= endTime &&
        (names?.includes(event.logStreamName) ?? event.logStreamName.startsWith(prefix)) &&
        fits(event.message);
      const start = positionAfter(events, input.nextToken);
      const found = events.slice(start).filter(isWanted);
      const page = found.slice(0, input.limit);
      return {
        events: page.map(({ eventId, logStreamName: stream, timestamp, message }) => ({
          logStreamName: stream,
          timestamp,
          message,
          ingestionTime: timestamp,
          eventId,
        })),
        // "This field is no longer used": always empty since 2019.
        searchedLogStreams: [],
        nextToken: found.length > page.length ? page.at(-1)?.eventId : undefined,
      };
    },
  });

/** A token is the id of the last event that was seen. */
function positionAfter(events: readonly LogEvent[], token: string | undefined): number {
  if (token === undefined) return 0;
  const seen = events.findIndex(({ eventId }) => eventId === token);
  if (seen < 0) throw invalid("The specified nextToken is invalid.");
  return seen + 1;
}

function readPattern(pattern: string): Filter {
  try {
    return readFilterPattern(pattern);
  } catch (error) {
    throw error instanceof InvalidPattern ? invalid(error.message) : error;
  }
}
