import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { generate } from "mqtt-packet";
import type { WebSocket } from "ws";

import type { Clock } from "./clock.ts";
import { reasonOf } from "./explain.ts";
import { ConnectRefused, connectRefused } from "./refusal.ts";
import { openSocket } from "./socket.ts";

/** A last will. */
export interface Will {
  readonly topic: string;
  readonly payload: string;
}

export interface ConnectionOptions {
  /** Presigned; it is good for one attempt. */
  readonly url: string;
  readonly clientId: string;
  readonly keepAliveSeconds: number;
  readonly will?: Will | undefined;
  /** Topic filters, eight at most. */
  readonly subscriptions: readonly string[];
  readonly clock: Clock;
  readonly hear: (topic: string, payload: Uint8Array) => void;
  /** The other side, or the network, ended it; `reason` is for people. Not called after `leave` or `tear`. */
  readonly closed: (reason: string) => void;
}

/** One MQTT connection of one device, from the SUBACK until it ends. */
export interface Connection {
  /** At QoS 1. @throws Error when the broker refuses it, or the connection ends before its PUBACK. */
  publish(topic: string, payload: string): Promise<void>;
  /** Says DISCONNECT, and resolves when the socket has closed. */
  leave(): Promise<void>;
  /** Destroys the socket without a word. */
  tear(): void;
  /** Sends nothing any more, neither pings nor acknowledgements, and keeps the socket open. */
  fallSilent(): void;
  /** Sends a second CONNECT, which no client may (MQTT 5, 3.1.0-2). */
  misuse(): void;
}

const connectTimeoutMs = 15_000;
const leaveTimeoutMs = 2_000;

/** Connects, and waits for CONNACK and SUBACK. @throws ConnectRefused */
export async function openConnection(options: ConnectionOptions): Promise<Connection> {
  const { client, socket } = await connect(options);
  // Whoever waits for this connection hears from the exception if it ends too early.
  let isOurs = true;
  const tear = () => {
    isOurs = true;
    socket.terminate();
  };
  client.on("message", (topic, payload) => options.hear(topic, payload));
  let reason = "the connection was lost";
  client.on("disconnect", (packet) => {
    reason = `the broker said DISCONNECT ${packet.reasonCode ?? 0}`;
  });
  // MQTT.js keeps a QoS 1 publish for a reconnection that will not come; whoever waits for its PUBACK must hear of the end.
  const unacknowledged = new Set<(error: Error) => void>();
  const farewell = new Promise<void>((resolve) => {
    client.once("close", () => {
      for (const fail of unacknowledged) fail(new Error("The connection ended before the PUBACK."));
      resolve();
      if (!isOurs) options.closed(reason);
    });
  });
  try {
    await client.subscribeAsync([...options.subscriptions], { qos: 1 });
  } catch (cause) {
    tear();
    throw new ConnectRefused("suback", reasonOf(cause), { cause });
  }
  isOurs = false;

  return {
    publish: (topic, payload) =>
      new Promise((resolve, reject) => {
        unacknowledged.add(reject);
        client.publish(topic, payload, { qos: 1 }, (error) => {
          unacknowledged.delete(reject);
          if (error) reject(error);
          else resolve();
        });
      }),
    leave: async () => {
      // It may have fallen silent, and could not hear the other side close.
      socket.resume();
      isOurs = true;
      client.end({ reasonCode: 0 });
      const giveUp = options.clock.after(leaveTimeoutMs, tear);
      await farewell;
      giveUp();
    },
    tear,
    fallSilent: () => {
      client.sendPing = () => {};
      client.onKeepaliveTimeout = () => {};
      socket.pause();
    },
    misuse: () => {
      isOurs = true;
      const { clientId, keepAliveSeconds: keepalive } = options;
      socket.send(
        generate({ cmd: "connect", protocolId: "MQTT", protocolVersion: 5, clientId, keepalive, clean: true }),
      );
    },
  };
}

/** The client with its CONNACK, on a socket of ours. */
function connect(options: ConnectionOptions): Promise<{ readonly client: MqttClient; readonly socket: WebSocket }> {
  return new Promise((resolve, reject) => {
    let upgrade: ConnectRefused | undefined;
    const socket = openSocket(options.url, (why) => {
      upgrade = why;
    });
    const client = mqtt.connect({ ...clientOptions(options), createWebsocket: () => socket });
    const failed = (cause: unknown) => {
      socket.terminate();
      reject(upgrade ?? connectRefused(cause));
    };
    const closed = () => failed(new Error("the socket was closed before CONNACK"));
    client.on("error", failed);
    client.on("close", closed);
    client.once("connect", () => {
      client.off("error", failed);
      client.off("close", closed);
      resolve({ client, socket });
    });
  });
}

function clientOptions({ clientId, keepAliveSeconds, will }: ConnectionOptions): IClientOptions {
  return {
    protocol: "ws",
    hostname: "localhost",
    clientId,
    protocolVersion: 5,
    clean: true,
    keepalive: keepAliveSeconds,
    connectTimeout: connectTimeoutMs,
    // Every attempt needs a URL of its own, signed when it starts; who comes back and when is the device's own matter.
    reconnectPeriod: 0,
    resubscribe: false,
    ...(will === undefined ? {} : { will: { ...will, payload: Buffer.from(will.payload), qos: 1, retain: false } }),
  };
}
