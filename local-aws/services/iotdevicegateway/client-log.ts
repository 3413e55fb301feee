import type { Account } from "#local/account/account.ts";

import type { Visitor } from "./visitor.ts";

type Needs = Pick<Account, "iotLogs" | "tell">;

/** Writes what happens to one client: to the log as AWS IoT does, and in one line to the terminal. */
export interface ClientLog {
  /** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html#message-broker-logs */
  write(level: "ERROR" | "INFO", eventType: string, members?: Readonly<Record<string, unknown>>): void;
  /** Something was asked that no policy allows. */
  denied(eventType: string, asked: DeniedAction, members?: Readonly<Record<string, unknown>>): void;
  /** Something was asked that AWS IoT, or the embedded AWS, does not do. */
  refused(eventType: string, says: string, members?: Readonly<Record<string, unknown>>): void;
  /** The terminal's lines alone, where one entry of the log stands for several. */
  readonly tell: { denied(asked: DeniedAction): void; refused(eventType: string, says: string): void };
}

/** `why` names the statement that decided. */
export interface DeniedAction {
  readonly action: string;
  readonly resource: string;
  readonly why: string;
}

export const authorizationFailure = { reason: "AUTHORIZATION_FAILURE", details: "Authorization Failure" };

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
  const lines: ClientLog["tell"] = {
    denied: ({ action, resource, why }) =>
      tell(`denied ${action} on ${resource} to client ${clientId} (${principal.arn}): ${why}`),
    refused: (eventType, says) => tell(`refused ${eventType} of client ${clientId} (${principal.arn}): ${says}`),
  };
  return {
    write,
    tell: lines,
    denied: (eventType, asked, members) => {
      write("ERROR", eventType, { ...members, ...authorizationFailure });
      lines.denied(asked);
    },
    refused: (eventType, says, members) => {
      write("ERROR", eventType, { ...members, details: says });
      lines.refused(eventType, says);
    },
  };
}
