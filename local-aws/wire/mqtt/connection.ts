import type { Behind, Ending, Verdict } from "./behind.ts";
import { type Conversation, openConversation } from "./conversation.ts";
import type { Sent } from "./delivery.ts";
import { type KeepAlive, watchKeepAlive } from "./keep-alive.ts";
import { closeCodes, type Link, type Timing } from "./link.ts";
import type { QoS } from "./message.ts";
import { type AtEndOfTick, openOutbox } from "./outbox.ts";
import { packetReader } from "./packet-reader.ts";
import { packetSplitter } from "./packet-splitter.ts";
import { connack, disconnect } from "./packet-writer.ts";
import type { ClientPacket, Connect, Disconnect } from "./packets.ts";
import type { Publication } from "./publication.ts";
import { type DisconnectReason, misuse, ProtocolViolation, reasonCodes } from "./reason-codes.ts";

/** One MQTT connection, seen from the server. It knows the protocol and nobody's account. */
export interface MqttConnection {
  /** Bytes arrived: any part of any number of packets. */
  receive(chunk: Buffer): void;
  /** The peer closed (`goodbye`) or the line broke. */
  hungUp(goodbye: boolean): void;
  deliver(publication: Publication, how: { readonly qos: QoS; readonly retain: boolean }): Sent;
  /** Ends the connection from this side; an MQTT 5 client is told `code` and `says` first. */
  end(reason: DisconnectReason, why: Verdict, closeCode?: number): void;
}

/** "Maximum packet size" of the AWS IoT quotas: 146 KB, so that 128 KB of payload fit with their properties. */
export const largestPacket = 146 * 1024;

const connectWithinMs = 10_000;

/** More than a hundred of the largest messages: who asks on and on and never reads the answers is not waited for. */
const mostUnreadBytes = 32 * 1024 * 1024;

interface Session {
  readonly connect: Connect;
  readonly keepAlive: KeepAlive;
  readonly conversation: Conversation;
}

/** Opens the server's side of a connection on `link`. */
export function openMqttConnection(
  link: Link,
  timing: Timing,
  atEndOfTick: AtEndOfTick,
  behind: Behind,
): MqttConnection {
  const outbox = openOutbox(link, atEndOfTick);
  const read = packetReader();
  const split = packetSplitter(largestPacket, (bytes) => {
    if (!ended) hear(read(bytes));
  });
  const stopWaiting = timing.after(connectWithinMs, () =>
    end("CLIENT_ERROR", { code: reasonCodes.protocolError }, closeCodes.protocolError),
  );
  let session: Session | undefined;
  let ended = false;

  const finish = (ending: Ending) => {
    ended = true;
    stopWaiting();
    session?.keepAlive[Symbol.dispose]();
    if (session) behind.ended(ending);
  };
  const end: MqttConnection["end"] = (reason, { code, says = "" }, closeCode = closeCodes.normal) => {
    if (ended) return;
    if (session?.connect.version === 5) outbox.add(disconnect(code, session.connect.wantsReasons ? says : undefined));
    outbox.flush();
    link.close(closeCode);
    finish({ reason, sendsWill: true, says });
  };
  const refuse = (verdict: Verdict) => {
    const denied = verdict.code === reasonCodes.notAuthorized;
    end(denied ? "AUTH_ERROR" : "CLIENT_ERROR", verdict, closeCodes.policyViolation);
  };
  const fail = (error: unknown) => {
    if (error instanceof ProtocolViolation) {
      end("CLIENT_ERROR", { code: error.code, says: error.message }, closeCodes.protocolError);
      return;
    }
    behind.failed(error);
    end("SERVER_ERROR", { code: reasonCodes.unspecifiedError, says: "The embedded AWS failed." });
  };

  const hear = (packet: ClientPacket) => {
    if (packet.kind === "connect") {
      // MQTT-3.1.0-2: a second CONNECT is a protocol error.
      if (session) throw misuse("CONNECT came a second time.");
      hearConnect(packet);
      return;
    }
    if (!session) throw misuse("The first packet must be CONNECT.");
    session.keepAlive.heard();
    if (packet.kind === "disconnect") hearDisconnect(packet, session.connect);
    else session.conversation.hear(packet);
  };

  const hearConnect = (connect: Connect) => {
    const answer = behind.connect(connect);
    if (!answer.accepted) {
      refuseConnect(connect, answer.verdict);
      return;
    }
    stopWaiting();
    const now = () => timing.now();
    session = {
      connect,
      keepAlive: watchKeepAlive(timing, answer.keepAliveSeconds, () =>
        end("MQTT_KEEP_ALIVE_TIMEOUT", { code: reasonCodes.keepAliveTimeout, says: "Nothing was heard for too long." }),
      ),
      conversation: openConversation({ connect, behind, outbox, now, refuse, fail, hasEnded: () => ended }),
    };
    outbox.add(connack(connect.version, reasonCodes.success, answer.properties));
  };

  const refuseConnect = ({ version, wantsReasons }: Connect, { code, says }: Verdict) => {
    if (version === 5) outbox.add(connack(5, code, wantsReasons && says !== undefined ? { reasonString: says } : {}));
    // Before MQTT 5, AWS IoT closes without CONNACK; 2 is MQTT's own answer to an identifier that cannot be.
    else if (code === reasonCodes.clientIdentifierNotValid) outbox.add(connack(version, 2));
    outbox.flush();
    link.close(closeCodes.policyViolation);
    finish({ reason: "AUTH_ERROR", sendsWill: false, says: says ?? "" });
  };

  const hearDisconnect = ({ reasonCode, sessionExpirySeconds = 0 }: Disconnect, connect: Connect) => {
    if (sessionExpirySeconds > 0 && connect.sessionExpirySeconds === 0)
      throw misuse("DISCONNECT must not give a session an expiry that CONNECT did not (MQTT-3.14.2-2).");
    outbox.flush();
    link.close(closeCodes.normal);
    const sendsWill = reasonCode === reasonCodes.disconnectWithWill;
    finish({ reason: "CLIENT_INITIATED_DISCONNECT", sendsWill, says: "" });
  };

  return {
    receive: (chunk) => {
      if (ended) return;
      try {
        split(chunk);
        if (outbox.waiting > mostUnreadBytes)
          end("THROTTLED", { code: reasonCodes.quotaExceeded, says: "The client does not read what it is sent." });
      } catch (error) {
        fail(error);
      }
    },
    hungUp: (goodbye) => {
      if (ended) return;
      const reason = goodbye ? "CLIENT_INITIATED_DISCONNECT" : "CONNECTION_LOST";
      finish({ reason, sendsWill: !goodbye, says: "" });
    },
    deliver: (publication, how) =>
      ended || !session ? "dropped" : session.conversation.delivery.send(publication, how),
    end,
  };
}
