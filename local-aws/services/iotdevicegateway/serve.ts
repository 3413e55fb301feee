import type { Account } from "#local/account/account.ts";
import { inWords } from "#local/account/data-problem.ts";
import type { Behind, ConnectAnswer, Ending } from "#local/wire/mqtt/behind.ts";
import { largestPacket, type MqttConnection, openMqttConnection } from "#local/wire/mqtt/connection.ts";
import { receiveMaximum } from "#local/wire/mqtt/conversation.ts";
import type { Link } from "#local/wire/mqtt/link.ts";
import type { AtEndOfTick } from "#local/wire/mqtt/outbox.ts";
import type { ConnackProperties } from "#local/wire/mqtt/packet-writer.ts";
import type { Connect } from "#local/wire/mqtt/packets.ts";
import { misuse, reasonCodes } from "#local/wire/mqtt/reason-codes.ts";
import { topicAliasMaximum } from "#local/wire/mqtt/topic-aliases.ts";

import type { Client } from "./client.ts";
import { type Admission, admit } from "./connect.ts";
import { hearPublish } from "./publish.ts";
import { openReceiver } from "./receive.ts";
import { hearSubscribe } from "./subscribe.ts";
import { hearUnsubscribe } from "./unsubscribe.ts";
import type { Visitor } from "./visitor.ts";
import { sendWill } from "./will.ts";

/** "WebSocket connections are closed after 24 hours." */
const websocketLifetimeMs = 86_400_000;

/** A session that is to outlive its connection ends an hour after it, unless the client says sooner. */
const longestSessionSeconds = 3600;

/** Serves one visitor from CONNECT to the end. */
export function serveVisitor(account: Account, visitor: Visitor, link: Link, atEndOfTick: AtEndOfTick): MqttConnection {
  let current: { readonly client: Client; readonly connect: Connect; readonly stopAging: () => void } | undefined;

  const enter = (connect: Connect, admission: Extract<Admission, { admitted: true }>): ConnectAnswer => {
    const keepAliveSeconds = keepAliveOf(connect);
    const { clientId, log, permissions } = admission;
    const sessionExpirySeconds = sessionExpiryOf(connect);
    const presence = account.connectivity.open(
      {
        clientId,
        principalId: visitor.principal.principalId,
        keepAliveSeconds,
        cleanSession: connect.clean,
        sessionExpirySeconds,
        sourceIp: visitor.sourceIp,
        sourcePort: visitor.sourcePort,
      },
      () => connection.end("DUPLICATE_CLIENTID", { code: reasonCodes.sessionTakenOver }),
    );
    const receive = openReceiver(account, connection, { log, permissions });
    const client = {
      clientId,
      version: connect.version,
      permissions,
      log,
      presence,
      subscriptions: new Map(),
      receive,
    };
    const stopAging = account.clock.after(websocketLifetimeMs, () =>
      connection.end("WEBSOCKET_TTL_EXPIRATION", { code: reasonCodes.administrativeAction }),
    );
    current = { client, connect, stopAging };
    log.write("INFO", "Connect", {
      keepAliveDuration: keepAliveSeconds,
      sessionExpiry: sessionExpirySeconds,
      cleanSession: connect.clean,
    });
    return { accepted: true, keepAliveSeconds, properties: connackProperties(connect, clientId, keepAliveSeconds) };
  };

  const leave = ({ reason, sendsWill, says }: Ending) => {
    if (!current) return;
    const { client, connect, stopAging } = current;
    stopAging();
    for (const unsubscribe of client.subscriptions.values()) unsubscribe();
    logDisconnect(client, { reason, says });
    client.presence.closed(reason);
    if (sendsWill && connect.will) sendWill(account, client, connect.will);
  };

  const behind: Behind = {
    connect: (connect) => {
      const admission = admit(account, visitor, connect);
      return admission.admitted ? enter(connect, admission) : { accepted: false, verdict: admission.verdict };
    },
    publish: (publish) => hearPublish(account, present(), publish),
    subscribe: (requests) => hearSubscribe(account, present(), requests),
    unsubscribe: (filters) => hearUnsubscribe(present(), filters),
    ended: leave,
    failed: (error) => account.tell(`fault in the message broker: ${inWords(error)}`),
  };
  const present = () => {
    if (current) return current.client;
    throw misuse("The first packet must be CONNECT.");
  };
  const connection = openMqttConnection(link, account.clock, atEndOfTick, behind);
  return connection;
}

/** AWS IoT holds the keep-alive between 30 seconds and 20 minutes, and takes 0 for the longest. */
function keepAliveOf({ keepAliveSeconds }: Connect): number {
  return keepAliveSeconds === 0 ? 1200 : Math.min(Math.max(keepAliveSeconds, 30), 1200);
}

function sessionExpiryOf({ version, clean, sessionExpirySeconds }: Connect): number {
  if (version === 5) return Math.min(sessionExpirySeconds, longestSessionSeconds);
  return clean ? 0 : longestSessionSeconds;
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt5-properties */
function connackProperties(connect: Connect, clientId: string, serverKeepAlive: number): ConnackProperties {
  return {
    receiveMaximum,
    maximumQoS: 1,
    retainAvailable: true,
    maximumPacketSize: largestPacket,
    topicAliasMaximum,
    wildcardSubscriptionAvailable: true,
    subscriptionIdentifiersAvailable: false,
    sharedSubscriptionAvailable: false,
    serverKeepAlive,
    // Sessions end with their connection here, and a client that asked for more is told so.
    ...(connect.sessionExpirySeconds > 0 && { sessionExpiryInterval: 0 }),
    ...(connect.clientId === "" && { assignedClientIdentifier: clientId }),
  };
}

function logDisconnect({ log }: Client, { reason, says }: Pick<Ending, "reason" | "says">): void {
  if (reason === "CLIENT_ERROR" || reason === "SERVER_ERROR" || reason === "THROTTLED") {
    log.refused("Disconnect", says, { disconnectReason: reason });
    return;
  }
  log.write("INFO", "Disconnect", {
    ...(reason === "DUPLICATE_CLIENTID" && {
      reason: "DUPLICATE_CLIENT_ID",
      details: "A new connection was established with the same client ID",
    }),
    disconnectReason: reason,
  });
}
