import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { LogEvent } from "#local/account/logs.ts";
import { operation } from "#local/wire/operation.ts";
import { pageOf } from "#local/wire/paging.ts";

import {
  groupArn,
  groupInput,
  groupNameOf,
  invalid,
  invalidToken,
  limit,
  logStreamName,
  nextToken,
  requireEvents,
} from "./shapes.ts";

type Needs = Pick<Account, "logs" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams = (account: Needs) =>
  operation({
    name: "DescribeLogStreams",
    input: v.object({
      ...groupInput,
      logStreamNamePrefix: v.optional(logStreamName),
      orderBy: v.optional(v.picklist(["LogStreamName", "LastEventTime"]), "LogStreamName"),
      descending: v.optional(v.boolean(), false),
      nextToken,
      limit: limit(50, 50),
    }),
    resource: (input) => groupArn(account, groupNameOf(input)),
    run: ({ logStreamNamePrefix: prefix, orderBy, descending, ...input }) => {
      if (prefix !== undefined && orderBy === "LastEventTime")
        throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
      const group = groupNameOf(input);
      const streams = streamsOf(requireEvents(account, group)).filter(({ name }) => name.startsWith(prefix ?? ""));
      const keyOf = ({ name, last }: Stream) => (orderBy === "LogStreamName" ? name : `${padded(last)} ${name}`);
      const inOrder = streams.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      // Pages go by place in the list: streams come, but none goes.
      const placed = (descending ? inOrder.toReversed() : inOrder).map((stream, at) => ({ stream, place: padded(at) }));
      const asked = { limit: input.limit, token: input.nextToken, invalid: invalidToken };
      const page = pageOf(placed, ({ place }) => place, asked);
      return {
        logStreams: page.items.map(({ stream: { name, first, last } }) => ({
          logStreamName: name,
          creationTime: first,
          firstEventTimestamp: first,
          lastEventTimestamp: last,
          lastIngestionTime: last,
          arn: `${groupArn(account, group)}:log-stream:${name}`,
          // "Always reported as zero" since June 2019.
          storedBytes: 0,
        })),
        nextToken: page.next,
      };
    },
  });

const padded = (number: number) => String(number).padStart(16, "0");

interface Stream {
  readonly name: string;
  /** Milliseconds since the epoch, of the first and the last event that are kept. */
  readonly first: number;
  readonly last: number;
}

function streamsOf(events: readonly LogEvent[]): readonly Stream[] {
  const streams = new Map<string, Stream>();
  for (const { logStreamName: name, timestamp } of events)
    streams.set(name, { name, first: streams.get(name)?.first ?? timestamp, last: timestamp });
  return [...streams.values()];
}
