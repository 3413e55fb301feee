import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { LogEvent } from "#local/account/logs.ts";
import { AwsError } from "#local/wire/errors.ts";
import { integer, text } from "#local/wire/inputs.ts";

/** The shapes that several operations of CloudWatch Logs' model share. */

export const logGroupName = text(1, 512, /^[.\-_/#A-Za-z0-9]+$/);
export const logStreamName = text(1, 512, /^[^:*]*$/);
const time = v.optional(integer(0, Number.MAX_SAFE_INTEGER));
export const limit = (most: number, standard: number) => v.optional(integer(1, most), standard);
export const nextToken = v.optional(text(1, 2048));

/** A group, by its name or the end of its ARN. */
export const groupInput = {
  logGroupName: v.optional(logGroupName),
  logGroupIdentifier: v.optional(text(1, 2048, /^[\w#+=/:,.@-]*$/)),
};

/** Which events of a group, and how many at once. */
export const eventsInput = {
  ...groupInput,
  startTime: time,
  endTime: time,
  nextToken,
  limit: limit(10_000, 10_000),
};

interface GroupInput {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
}

/** @throws InvalidParameterException */
export function groupNameOf({ logGroupName: name, logGroupIdentifier: identifier }: GroupInput): string {
  if ((name === undefined) === (identifier === undefined))
    throw invalid("Exactly one of logGroupName and logGroupIdentifier must be specified.");
  return name ?? identifier?.replace(/^arn:aws:logs:[^:]*:\d*:log-group:/, "").replace(/:\*$/, "") ?? "";
}

/** @throws ResourceNotFoundException */
export function requireEvents({ logs }: Pick<Account, "logs">, group: string): readonly LogEvent[] {
  const events = logs.read(group);
  if (events) return events;
  throw new AwsError(400, "ResourceNotFoundException", "The specified log group does not exist.");
}

export function groupArn({ region, accountId }: Pick<Account, "region" | "accountId">, group: string): string {
  return `arn:aws:logs:${region}:${accountId}:log-group:${group}`;
}

export function invalid(message: string): AwsError {
  return new AwsError(400, "InvalidParameterException", message);
}

/** @throws InvalidParameterException */
export const invalidToken = () => invalid("The specified nextToken is invalid.");
