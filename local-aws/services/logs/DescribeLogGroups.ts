import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";
import { pageOf } from "#local/wire/paging.ts";

import { groupArn, invalid, invalidToken, limit, logGroupName, nextToken, requireEvents } from "./shapes.ts";

type Needs = Pick<Account, "logs" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html */
export const describeLogGroups = (account: Needs) =>
  operation({
    name: "DescribeLogGroups",
    input: v.object({
      logGroupNamePrefix: v.optional(logGroupName),
      logGroupNamePattern: v.optional(text(0, 512, /^[.\-_/#A-Za-z0-9]*$/)),
      nextToken,
      limit: limit(50, 50),
    }),
    resource: () => groupArn(account, "*"),
    run: ({ logGroupNamePrefix: prefix, logGroupNamePattern: part, ...asked }) => {
      if (prefix !== undefined && part !== undefined)
        throw invalid("logGroupNamePrefix and logGroupNamePattern exclude each other.");
      const names = [...account.logs.groups()].filter(
        (name) => name.startsWith(prefix ?? "") && name.toLowerCase().includes((part ?? "").toLowerCase()),
      );
      const page = pageOf(names.toSorted(), (name) => name, {
        limit: asked.limit,
        token: asked.nextToken,
        invalid: invalidToken,
      });
      return {
        logGroups: page.items.map((name) => {
          const events = requireEvents(account, name);
          return {
            logGroupName: name,
            creationTime: events[0]?.timestamp,
            metricFilterCount: 0,
            arn: `${groupArn(account, name)}:*`,
            logGroupArn: groupArn(account, name),
            logGroupClass: "STANDARD",
            storedBytes: events.reduce((sum, { message }) => sum + message.length, 0),
          };
        }),
        nextToken: page.next,
      };
    },
  });
