import type { ClientConnectivity } from "#local/account/connectivity.ts";
import type { StoredShadow } from "#local/account/shadow-document.ts";
import { delta } from "#local/account/shadow-merge.ts";
import type { Thing } from "#local/account/thing.ts";

/** What is known of one thing, as it is kept: a query over a whole fleet makes nothing anew. */
export interface ThingDocument {
  readonly thing: Thing;
  /** Undefined where there is none, or shadows are not indexed. */
  readonly shadow: StoredShadow | undefined;
  /** Undefined for a thing that never connected. */
  readonly client: ClientConnectivity | undefined;
}

/** A connection as the index shows it: of a thing that never connected, no more than that it is not. */
export interface IndexedConnectivity {
  readonly connected: boolean;
  /** Milliseconds since the epoch. */
  readonly timestamp?: number;
  readonly clientId?: string;
  readonly disconnectReason?: string | undefined;
  readonly keepAliveDuration?: number;
  readonly cleanSession?: boolean;
  /** How long a persistent session lasts, in seconds. */
  readonly sessionExpiry?: number;
}

/** A thing connects under its own name as client ID, or the index knows nothing of its connection. */
export function connectivityOf({ client }: ThingDocument): IndexedConnectivity {
  if (!client) return { connected: false };
  return {
    connected: client.connected,
    timestamp: client.at,
    clientId: client.clientId,
    disconnectReason: client.disconnectReason,
    keepAliveDuration: client.keepAliveSeconds,
    cleanSession: client.cleanSession,
    ...(client.cleanSession ? {} : { sessionExpiry: client.sessionExpirySeconds }),
  };
}

/** What of a shadow's desired state is not reported; undefined when all is. */
export function deltaOf({ state, metadata }: StoredShadow): unknown {
  if (state.desired === undefined) return undefined;
  return delta({ state: state.desired, metadata: metadata.desired }, state.reported ?? {})?.state;
}

/** The shadow as the index shows it, its sections side by side. */
export function shadowOf(shadow: StoredShadow): Readonly<Record<string, unknown>> {
  const difference = deltaOf(shadow);
  const { state, metadata, version, timestamp } = shadow;
  return { ...state, delta: difference, metadata, hasDelta: difference !== undefined, version, timestamp };
}
