import type { AddressInfo } from "node:net";

import { generate, type Packet, parser } from "mqtt-packet";
import { type WebSocket, WebSocketServer } from "ws";

/** A broker that says what it is told to say, frame by frame, to the one client that connects. */
export interface RawBroker extends AsyncDisposable {
  /** `ws://localhost:PORT/mqtt`. */
  readonly url: string;
  /** What the client has sent, oldest first. */
  readonly received: readonly Packet[];
  /** How many clients have connected. */
  readonly connections: number;
  /** How many of them are there still. */
  readonly standing: number;
  /** Sends the packets in one WebSocket frame. */
  frame(packets: readonly Packet[]): void;
  /** From now on nothing is answered. */
  fallSilent(): void;
  /** Breaks the line without a word. */
  cut(): void;
}

interface Manners {
  /** CONNACK's reason code; none: the socket is closed instead. */
  readonly connack?: number | undefined;
  readonly suback?: number;
  readonly puback?: number;
}

const mqtt5 = { protocolVersion: 5 };

export async function openRawBroker(manners: Manners = { connack: 0 }): Promise<RawBroker> {
  const { connack, suback = 1, puback = 0 } = manners;
  const server = new WebSocketServer({ port: 0, host: "127.0.0.1", handleProtocols: () => "mqtt" });
  await new Promise((resolve) => server.once("listening", resolve));
  const received: Packet[] = [];
  let [connections, isSilent] = [0, false];
  let socket: WebSocket | undefined;
  const send = (packet: Packet) => socket?.send(generate(packet, mqtt5));

  const answer = (packet: Packet) => {
    if (packet.cmd === "connect" && connack === undefined) socket?.terminate();
    else if (packet.cmd === "connect") send({ cmd: "connack", reasonCode: connack ?? 0, sessionPresent: false });
    else if (packet.cmd === "subscribe") {
      const granted = packet.subscriptions.map(() => suback);
      send({ cmd: "suback", messageId: packet.messageId ?? 0, granted, reasonCode: 0 });
    } else if (packet.cmd === "publish" && packet.qos === 1) {
      send({ cmd: "puback", messageId: packet.messageId ?? 0, reasonCode: puback });
    } else if (packet.cmd === "pingreq") send({ cmd: "pingresp" });
  };
  server.on("connection", (opened) => {
    socket = opened;
    connections += 1;
    const reader = parser(mqtt5);
    reader.on("packet", (packet) => {
      received.push(packet);
      if (!isSilent) answer(packet);
    });
    opened.on("message", (data) => {
      if (Buffer.isBuffer(data)) reader.parse(data);
    });
    opened.on("error", () => {});
  });

  const address = server.address();
  return {
    url: `ws://localhost:${isTcp(address) ? address.port : 0}/mqtt`,
    received,
    get connections() {
      return connections;
    },
    get standing() {
      return server.clients.size;
    },
    frame: (packets) => socket?.send(Buffer.concat(packets.map((packet) => generate(packet, mqtt5)))),
    fallSilent: () => (isSilent = true),
    cut: () => socket?.terminate(),
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

/** A PUBLISH of this payload, QoS 0. */
export function publishOf(payload: string, topic = "t"): Packet {
  return { cmd: "publish", topic, payload, qos: 0, dup: false, retain: false };
}

function isTcp(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}
