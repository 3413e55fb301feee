import { jsonMessage, type Message } from "#local/wire/mqtt/message.ts";
import type { DisconnectReason } from "#local/wire/mqtt/reason-codes.ts";

/** What every lifecycle event tells. */
export interface EventBase {
  readonly clientId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly sessionIdentifier: string;
  readonly principalIdentifier: string;
}

/**
 * The messages that AWS IoT publishes about its clients.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html
 */
export const lifecycleEvents = {
  connected: (base: EventBase, { ipAddress, versionNumber }: { ipAddress: string; versionNumber: number }) =>
    event("presence", "connected", base, { ipAddress, versionNumber }),

  disconnected: (base: EventBase, { reason, versionNumber }: { reason: DisconnectReason; versionNumber: number }) =>
    event("presence", "disconnected", base, {
      clientInitiatedDisconnect: reason === "CLIENT_INITIATED_DISCONNECT",
      disconnectReason: reason,
      versionNumber,
    }),

  connectFailed: (base: EventBase, ipAddress: string) =>
    event("presence", "connect_failed", base, { connectFailureReason: "AUTHORIZATION_FAILED", ipAddress }),

  subscribed: (base: EventBase, topics: readonly string[]) => event("subscriptions", "subscribed", base, { topics }),

  unsubscribed: (base: EventBase, topics: readonly string[]) =>
    event("subscriptions", "unsubscribed", base, { topics }),
};

function event(
  group: "presence" | "subscriptions",
  eventType: string,
  { clientId, timestamp, sessionIdentifier, principalIdentifier }: EventBase,
  members: Readonly<Record<string, unknown>>,
): Message | undefined {
  // "Client IDs that contain # or + do not receive lifecycle events."
  if (/[#+]/.test(clientId)) return undefined;
  return jsonMessage(`$aws/events/${group}/${eventType}/${clientId}`, {
    clientId,
    timestamp,
    eventType,
    sessionIdentifier,
    principalIdentifier,
    ...members,
  });
}
