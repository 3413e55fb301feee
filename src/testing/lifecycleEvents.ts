import type { JsonObject } from "#domain/json.ts";

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html */
interface Told {
  readonly clientId?: string;
  readonly versionNumber?: number;
  readonly sessionIdentifier?: string;
  readonly timestamp?: number;
}

/** The document on `$aws/events/presence/connected/{clientId}`; of device_1 unless told otherwise. */
export function connected(told: Told = {}): JsonObject {
  return { ...common(told), eventType: "connected", ipAddress: "192.0.2.7" };
}

/** The document on `$aws/events/presence/disconnected/{clientId}`. */
export function disconnected({
  disconnectReason = "CONNECTION_LOST",
  ...told
}: Told & { readonly disconnectReason?: string } = {}): JsonObject {
  return {
    ...common(told),
    eventType: "disconnected",
    clientInitiatedDisconnect: disconnectReason === "CLIENT_INITIATED_DISCONNECT",
    disconnectReason,
  };
}

function common({ clientId = "device_1", versionNumber = 0, sessionIdentifier, timestamp = 1_573_002_340_451 }: Told) {
  return {
    clientId,
    timestamp,
    sessionIdentifier: sessionIdentifier ?? `session-${versionNumber}`,
    principalIdentifier: "1234567890123456789012345678901234567890123456789012345678901234",
    versionNumber,
  };
}
