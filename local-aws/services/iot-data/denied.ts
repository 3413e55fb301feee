import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import type { AwsError } from "#local/wire/errors.ts";
import type { Denial } from "#local/wire/operation.ts";

import { dataPlaneError } from "./errors.ts";

type Needs = Pick<Account, "iotLogs">;

const eventTypes: Readonly<Record<string, string>> = {
  Publish: "Publish-In",
  ListRetainedMessages: "ListRetainedMessage",
};

/**
 * Records that a request over HTTP was denied; the caller hears no more than "Forbidden".
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html
 */
export function recordDenial(
  { iotLogs }: Needs,
  { operationName, resource, caller, request }: Denial<Principal>,
): AwsError {
  const [, kind, name] = /:(thing|topic)\/(.*)$/.exec(resource) ?? [];
  iotLogs({
    level: "ERROR",
    eventType: eventTypes[operationName] ?? operationName,
    members: {
      protocol: "HTTP",
      ...(kind === "thing" && { deviceShadowName: name }),
      ...(kind === "topic" && { topicName: name }),
      principalId: caller.principalId,
      sourceIp: request.origin.ip,
      sourcePort: request.origin.port,
      reason: "AUTHORIZATION_FAILURE",
      details: "Authorization Failure",
    },
  });
  return dataPlaneError(403, "Forbidden");
}
