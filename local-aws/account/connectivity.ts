import type { Message } from "#local/wire/mqtt/message.ts";
import type { DisconnectReason } from "#local/wire/mqtt/reason-codes.ts";

import type { Broker } from "./broker.ts";
import { type EventBase, lifecycleEvents } from "./connectivity-events.ts";
import type { Environment } from "./environment.ts";
import type { Table } from "./store.ts";
import { sweeper } from "./sweep.ts";
import type { Things } from "./things.ts";

/** What the account knows of one client's MQTT connection, while it stands and after. */
export interface ClientConnectivity {
  readonly clientId: string;
  readonly connected: boolean;
  /** Milliseconds since the epoch: when it connected, or when it disconnected. */
  readonly at: number;
  /** One of the disconnect reasons of lifecycle events; undefined while connected. */
  readonly disconnectReason: string | undefined;
  /** Shared by a connect and its disconnect; starts over at 0 after an hour away. */
  readonly versionNumber: number;
  readonly sessionIdentifier: string;
  readonly principalId: string;
  readonly keepAliveSeconds: number;
  readonly cleanSession: boolean;
  readonly sessionExpirySeconds: number;
  readonly sourceIp: string;
  readonly sourcePort: number;
}

/** A client that wants to connect, or just did. */
type ConnectingClient = Omit<
  ClientConnectivity,
  "connected" | "at" | "disconnectReason" | "versionNumber" | "sessionIdentifier"
>;

/** One client's connection as the account feels it. */
export interface Presence {
  subscribed(filters: readonly string[]): void;
  unsubscribed(filters: readonly string[]): void;
  closed(reason: DisconnectReason): void;
}

/** Who is connected, and telling it to whoever subscribed to lifecycle events. */
export interface Connectivity {
  readonly byClientId: Table<ClientConnectivity>;
  /** Ends the connection that the client ID had, takes note of the new one and announces it. `evict` ends it in its turn. */
  open(client: ConnectingClient, evict: () => void): Presence;
  /** Announces that a client was not let in. */
  refused(client: Pick<ConnectingClient, "clientId" | "principalId" | "sourceIp">): void;
}

/** "If a client is not connected for approximately one hour, the version number is reset to 0." */
const versionsRestartAfterMs = 3_600_000;

export function openConnectivity({
  store,
  clock,
  ids,
  broker,
  things,
}: Pick<Environment, "store" | "clock" | "ids"> & {
  readonly broker: Broker;
  readonly things: Things;
}): Connectivity {
  const byClientId = store.table<ClientConnectivity>("iot-connectivity");
  const evictions = new Map<string, () => void>();
  forgetConnections(byClientId, clock.now());
  // The fleet index tells of a thing's last connection for ever; of anybody else nothing counts once his versions start over.
  const forgetStrangers = sweeper(() => {
    const limit = clock.now() - versionsRestartAfterMs;
    for (const { clientId, connected, at } of byClientId.values())
      if (!connected && at <= limit && things.get(clientId) === undefined) byClientId.delete(clientId);
  });

  const publish = (event: Message | undefined) => event && broker.publish(event);
  const baseOf = (clientId: string, principalId: string, sessionIdentifier: string): EventBase => ({
    clientId,
    timestamp: clock.now(),
    sessionIdentifier,
    principalIdentifier: principalId,
  });

  return {
    byClientId,
    open: (client, evict) => {
      const { clientId, principalId, sourceIp: ipAddress } = client;
      forgetStrangers();
      evictions.get(clientId)?.();
      evictions.set(clientId, evict);
      const sessionIdentifier = ids.uuid();
      const versionNumber = nextVersion(byClientId.get(clientId), clock.now());
      const record = { ...client, versionNumber, sessionIdentifier };
      const base = () => baseOf(clientId, principalId, sessionIdentifier);
      byClientId.set(clientId, { ...record, connected: true, at: clock.now(), disconnectReason: undefined });
      publish(lifecycleEvents.connected(base(), { ipAddress, versionNumber }));
      return {
        subscribed: (filters) => publish(lifecycleEvents.subscribed(base(), filters)),
        unsubscribed: (filters) => publish(lifecycleEvents.unsubscribed(base(), filters)),
        closed: (reason) => {
          if (evictions.get(clientId) === evict) evictions.delete(clientId);
          // Nobody connects a second time under a name that the broker made up, so it is not remembered.
          if (clientId.startsWith("$GEN/")) byClientId.delete(clientId);
          else byClientId.set(clientId, { ...record, connected: false, at: clock.now(), disconnectReason: reason });
          publish(lifecycleEvents.disconnected(base(), { reason, versionNumber }));
        },
      };
    },
    refused: ({ clientId, principalId, sourceIp }) => {
      publish(lifecycleEvents.connectFailed(baseOf(clientId, principalId, ids.uuid()), sourceIp));
    },
  };
}

function nextVersion(last: ClientConnectivity | undefined, now: number): number {
  if (!last || (!last.connected && now - last.at >= versionsRestartAfterMs)) return 0;
  return last.versionNumber + 1;
}

/** No connection outlives the process: what a killed one left as connected is not. */
function forgetConnections(byClientId: Table<ClientConnectivity>, at: number): void {
  for (const client of byClientId.values()) {
    if (client.connected)
      byClientId.set(client.clientId, { ...client, connected: false, at, disconnectReason: "SERVER_ERROR" });
  }
}
