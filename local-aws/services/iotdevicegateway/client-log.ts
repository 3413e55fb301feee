import type { Account } from "#local/account/account.ts";

import type { Visitor } from "./visitor.ts";

type Needs = Pick<Account, "iotLogs" | "tell">;

/** Writes what happens to one client: to the log as AWS IoT does, and in one line to the terminal. */
export interface ClientLog {
  /** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html#message-broker-logs */
  write(level: "ERROR" | "INFO", eventType: string, members?: Readonly<Record<string, unknown>>): void;
  /** Something was asked that no policy allows; `why` names the statement that decided. */
  denied(
    eventType: string,
    asked: { readonly action: string; readonly resource: string; readonly why: string },
    members?: Readonly<Record<string, unknown>>,
  ): void;
  /** Something was asked that AWS IoT, or the embedded AWS, does not do. */
  refused(eventType: string, says: string, members?: Readonly<Record<string, unknown>>): void;
}

export function openClientLog(
  { iotLogs, tell }: Needs,
  { principal, sourceIp, sourcePort }: Visitor,
  clientId: string,
): ClientLog {
  const write: ClientLog["write"] = (level, eventType, { topicName, subscriptions, ...members } = {}) =>
    iotLogs({
      level,
      eventType,
      members: {
        protocol: "MQTT",
        ...(topicName !== undefined && { topicName }),
        ...(subscriptions !== undefined && { subscriptions }),
        clientId,
        principalId: principal.principalId,
        sourceIp,
        sourcePort,
        ...members,
      },
    });
  return {
    write,
    denied: (eventType, { action, resource, why }, members) => {
      write("ERROR", eventType, { ...members, reason: "AUTHORIZATION_FAILURE", details: "Authorization Failure" });
      tell(`denied ${action} on ${resource} to client ${clientId} (${principal.arn}): ${why}`);
    },
    refused: (eventType, says, members) => {
      write("ERROR", eventType, { ...members, details: says });
      tell(`refused ${eventType} of client ${clientId} (${principal.arn}): ${says}`);
    },
  };
}
