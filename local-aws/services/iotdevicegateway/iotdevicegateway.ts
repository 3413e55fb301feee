import type { Account } from "#local/account/account.ts";
import type { HttpRequest } from "#local/wire/http.ts";
import type { MqttConnection } from "#local/wire/mqtt/connection.ts";
import { closeCodes, type Link } from "#local/wire/mqtt/link.ts";
import { endOfTick } from "#local/wire/mqtt/outbox.ts";
import { reasonCodes } from "#local/wire/mqtt/reason-codes.ts";

import { admitVisitor, type Entrance } from "./authenticate.ts";
import { serveVisitor } from "./serve.ts";
import type { Visitor } from "./visitor.ts";

/** AWS IoT's message broker, as those outside reach it. Dispose it to disconnect everybody. */
export interface IotDeviceGateway extends Disposable {
  /** Asks who signed a request for `/mqtt`. */
  authenticate(request: HttpRequest): Entrance;
  /** Speaks MQTT with a visitor from his first byte on. */
  serve(visitor: Visitor, link: Link): MqttConnection;
}

export function iotDeviceGateway(account: Account): IotDeviceGateway {
  const atEndOfTick = endOfTick();
  const connections = new Set<MqttConnection>();
  return {
    authenticate: (request) => admitVisitor(account, request),
    serve: (visitor, link) => {
      const connection = serveVisitor(account, visitor, link, atEndOfTick);
      connections.add(connection);
      const served: MqttConnection = {
        ...connection,
        hungUp: (goodbye) => {
          connections.delete(connection);
          connection.hungUp(goodbye);
        },
      };
      return served;
    },
    [Symbol.dispose]: () => {
      const why = { code: reasonCodes.serverShuttingDown, says: "The embedded AWS stops." };
      for (const connection of connections) connection.end("SERVER_INITIATED_DISCONNECT", why, closeCodes.goingAway);
    },
  };
}
