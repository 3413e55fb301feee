import { once } from "node:events";

import { generate, type IConnectPacket, type Packet, parser } from "mqtt-packet";
import { WebSocket } from "ws";

import { type Reachable, signedUrl } from "./mqtt-clients.ts";

/** A client that sends whatever bytes it is told to, and keeps what comes back as it came. */
export interface RawClient extends Disposable {
  readonly socket: WebSocket;
  /** The frames that arrived. */
  readonly frames: readonly Buffer[];
  /** The packets in them. */
  readonly packets: readonly Packet[];
  /** One WebSocket message. */
  send(...packets: readonly (Packet | Buffer)[]): void;
  /** The first packet, arrived or still to come, that `fits`. */
  packet(fits: (packet: Packet) => boolean): Promise<Packet>;
  /** The WebSocket close code. */
  closed(): Promise<number>;
}

export async function rawClient(aws: Reachable, protocolVersion: 4 | 5 = 5): Promise<RawClient> {
  const socket = new WebSocket(await signedUrl(aws), ["mqtt"]);
  const frames: Buffer[] = [];
  const packets: Packet[] = [];
  const waiting = new Set<() => void>();
  const reader = parser({ protocolVersion });
  reader.on("packet", (packet) => packets.push(packet));
  const closed = new Promise<number>((resolve) => socket.once("close", resolve));
  socket.on("error", () => {});
  socket.on("message", (data) => {
    if (!Buffer.isBuffer(data)) return;
    frames.push(data);
    reader.parse(data);
    for (const look of waiting) look();
  });
  await once(socket, "open");

  return {
    socket,
    frames,
    packets,
    send: (...sent) =>
      socket.send(
        Buffer.concat(sent.map((packet) => (Buffer.isBuffer(packet) ? packet : generate(packet, { protocolVersion })))),
      ),
    packet: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = packets.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    closed: () => closed,
    [Symbol.dispose]: () => socket.terminate(),
  };
}

export const connectPacket = (clientId: string, more: Partial<IConnectPacket> = {}): IConnectPacket => ({
  cmd: "connect",
  protocolId: "MQTT",
  protocolVersion: 5,
  clean: true,
  keepalive: 60,
  clientId,
  ...more,
});

/** A raw client whose CONNECT was accepted. */
export async function connectRaw(
  aws: Reachable,
  clientId: string,
  protocolVersion: 4 | 5 = 5,
  more: Partial<IConnectPacket> = {},
): Promise<RawClient> {
  const client = await rawClient(aws, protocolVersion);
  client.send(connectPacket(clientId, { protocolVersion, ...more }));
  await client.packet(({ cmd }) => cmd === "connack");
  return client;
}
