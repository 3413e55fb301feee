import type { Subscriber } from "#local/account/broker.ts";
import type { Presence } from "#local/account/connectivity.ts";
import type { ProtocolVersion } from "#local/wire/mqtt/packets.ts";

import type { ClientLog } from "./client-log.ts";
import type { Permissions } from "./permissions.ts";

/** A connected client. */
export interface Client extends Subscriber {
  readonly clientId: string;
  readonly version: ProtocolVersion;
  readonly permissions: Permissions;
  readonly log: ClientLog;
  readonly presence: Presence;
  /** Topic filter → the way to unsubscribe from it. */
  readonly subscriptions: Map<string, () => void>;
}
