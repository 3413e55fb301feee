import { type IConnectPacket, type IPublishPacket, type ISubscribePacket, type Packet, parser } from "mqtt-packet";

import type { ClientPacket, Connect, Publish, Subscribe, Will } from "./packets.ts";
import { type Properties, readProperties, requireText } from "./properties.ts";
import { malformed, misuse, ProtocolViolation, reasonCodes } from "./reason-codes.ts";

/**
 * Reads the packets of one connection, one whole packet at a time; it learns the protocol version from CONNECT.
 * The returned function throws a ProtocolViolation for what is not a packet that a client may send.
 */
export function packetReader(): (bytes: Buffer) => ClientPacket {
  const library = parser();
  let read: Packet | undefined;
  let problem: string | undefined;
  library.on("packet", (packet) => (read = packet));
  library.on("error", (error: Error) => (problem ??= error.message));

  return (bytes) => {
    read = undefined;
    try {
      library.parse(bytes);
    } catch (error) {
      // The library reads past the end of a packet that is cut short.
      problem ??= error instanceof Error ? error.message : "cut short";
    }
    if (problem !== undefined || read === undefined) throw malformed(`Malformed packet: ${problem ?? "cut short"}.`);
    return readPacket(read, bytes.length);
  };
}

function readPacket(packet: Packet, bytes: number): ClientPacket {
  switch (packet.cmd) {
    case "connect":
      return readConnect(packet);
    case "publish":
      return readPublish(packet);
    case "puback":
      readProperties("acknowledgement", packet.properties);
      return { kind: "puback", packetId: requireId(packet.messageId) };
    case "subscribe":
      return readSubscribe(packet);
    case "unsubscribe":
      readProperties("unsubscribe", packet.properties);
      if (packet.unsubscriptions.length === 0) throw misuse("UNSUBSCRIBE names no topic filter.");
      return {
        kind: "unsubscribe",
        packetId: requireId(packet.messageId),
        filters: packet.unsubscriptions.map((filter) => requireText(filter, "A topic filter")),
      };
    case "pingreq":
      if (bytes > 2) throw malformed("PINGREQ has neither a variable header nor a payload.");
      return { kind: "pingreq" };
    case "disconnect": {
      const properties = readProperties("disconnect", packet.properties);
      const sessionExpirySeconds = properties.number("sessionExpiryInterval");
      return { kind: "disconnect", reasonCode: packet.reasonCode ?? 0, sessionExpirySeconds };
    }
    case "auth":
    case "connack":
    case "pingresp":
    case "pubcomp":
    case "pubrec":
    case "pubrel":
    case "suback":
    case "unsuback":
      break;
  }
  // "AWS IoT doesn't support" PUBREC, PUBREL, PUBCOMP and AUTH; the others are a server's to send.
  throw misuse(`${packet.cmd.toUpperCase()} is not for clients of AWS IoT to send.`);
}

function readConnect(packet: IConnectPacket): Connect {
  const version = packet.protocolVersion ?? 4;
  const properties = readProperties("connect", packet.properties);
  if (packet.username !== undefined) requireText(packet.username, "The user name");
  const receiveMaximum = properties.number("receiveMaximum") ?? 65_535;
  const maximumPacketSize = properties.number("maximumPacketSize") ?? Infinity;
  if (receiveMaximum === 0 || maximumPacketSize === 0)
    throw misuse("Receive Maximum and Maximum Packet Size must not be 0.");
  const wantsAuthentication = properties.has("authenticationMethod");
  if (!wantsAuthentication && properties.has("authenticationData"))
    throw misuse("Authentication Data came without an Authentication Method.");
  return {
    kind: "connect",
    version,
    clientId: requireText(packet.clientId, "The client identifier"),
    clean: packet.clean ?? true,
    keepAliveSeconds: packet.keepalive ?? 0,
    will: packet.will && readWill(packet.will),
    sessionExpirySeconds: properties.number("sessionExpiryInterval") ?? 0,
    receiveMaximum,
    maximumPacketSize,
    wantsReasons: properties.boolean("requestProblemInformation") ?? true,
    wantsAuthentication,
  };
}

function readWill(will: NonNullable<IConnectPacket["will"]>): Will {
  const properties = readProperties("will", will.properties);
  return {
    topic: requireText(will.topic, "The will topic"),
    payload: Buffer.from(will.payload),
    qos: will.qos ?? 0,
    retain: will.retain ?? false,
    properties: properties.message(),
    expirySeconds: properties.number("messageExpiryInterval"),
  };
}

function readPublish(packet: IPublishPacket): Publish {
  const properties = readProperties("publish", packet.properties);
  const topicAlias = properties.number("topicAlias");
  return {
    kind: "publish",
    topic: requireText(packet.topic, "The topic name"),
    topicAlias,
    // The library hands out a view of what the socket read; a copy lets go of the rest.
    payload: Buffer.from(packet.payload),
    qos: packet.qos,
    retain: packet.retain,
    packetId: packet.qos === 0 ? 0 : requireId(packet.messageId),
    properties: properties.message(),
    expirySeconds: properties.number("messageExpiryInterval"),
  };
}

function readSubscribe(packet: ISubscribePacket): Subscribe {
  refuseIdentifier(readProperties("subscribe", packet.properties));
  if (packet.subscriptions.length === 0) throw misuse("SUBSCRIBE names no topic filter.");
  return {
    kind: "subscribe",
    packetId: requireId(packet.messageId),
    subscriptions: packet.subscriptions.map(({ topic, qos, nl, rap, rh }) => ({
      filter: requireText(topic, "A topic filter"),
      qos,
      noLocal: nl ?? false,
      retainAsPublished: rap ?? false,
      retainHandling: rh ?? 0,
    })),
  };
}

function refuseIdentifier(properties: Properties): void {
  if (properties.number("subscriptionIdentifier") === undefined) return;
  throw new ProtocolViolation(
    reasonCodes.subscriptionIdentifiersNotSupported,
    "AWS IoT does not support subscription identifiers.",
  );
}

function requireId(packetId: number | undefined): number {
  if (packetId === undefined || packetId < 1) throw malformed("The packet identifier is missing or 0.");
  return packetId;
}
