import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import { type AwsError, NotEmulated } from "#local/wire/errors.ts";
import type { RefusedCall } from "#local/wire/operation.ts";

import { dataPlaneError } from "./errors.ts";

const eventTypes: Readonly<Record<string, string>> = {
  Publish: "Publish-In",
  ListRetainedMessages: "ListRetainedMessage",
};

/** Records that a request over HTTP was denied; the caller hears no more than "Forbidden". */
export function recordDenial(account: Pick<Account, "iotLogs">, refused: RefusedCall<Principal>): AwsError {
  record(account, refused, { reason: "AUTHORIZATION_FAILURE", details: "Authorization Failure" });
  return dataPlaneError(403, "Forbidden");
}

/** Records any other refusal, and tells the terminal of it. What only the embedded AWS lacks, AWS would not log. */
export function recordRefusal(
  account: Pick<Account, "iotLogs" | "tell">,
  refused: RefusedCall<Principal>,
  error: AwsError,
): void {
  const { operationName, resource = "an invalid request", caller } = refused;
  if (!(error instanceof NotEmulated)) record(account, refused, { details: error.message });
  account.tell(`refused ${operationName} on ${resource} to ${caller.arn}: ${error.message}`);
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html */
function record(
  { iotLogs }: Pick<Account, "iotLogs">,
  { operationName, resource = "", caller, request, requestId }: RefusedCall<Principal>,
  why: Readonly<Record<string, string>>,
): void {
  const [, kind, name] = /:(thing|topic)\/(.*)$/s.exec(resource) ?? [];
  iotLogs({
    level: "ERROR",
    traceId: requestId,
    eventType: eventTypes[operationName] ?? operationName,
    members: {
      protocol: "HTTP",
      ...(kind === "thing" && { deviceShadowName: name }),
      ...(kind === "topic" && { topicName: name }),
      principalId: caller.principalId,
      sourceIp: request.origin.ip,
      sourcePort: request.origin.port,
      ...why,
    },
  });
}
