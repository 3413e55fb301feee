import type { Store, Table } from "./store.ts";

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

export interface Connectivity {
  readonly byClientId: Table<ClientConnectivity>;
}

export function openConnectivity({ store }: { readonly store: Store }): Connectivity {
  return { byClientId: store.table("iot-connectivity") };
}
