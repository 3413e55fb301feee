import mqtt, { type MqttClient } from "mqtt";

import { isObject, type Json, readJson } from "#devices/life/json.ts";
import { embeddedAccess } from "#devices/wire/embedded.ts";
import { presignMqttUrl } from "#devices/wire/presign.ts";

interface Heard {
  readonly topic: string;
  readonly document: Json;
}

/** Somebody who may see everything, beside the fleet. */
export interface Onlooker extends AsyncDisposable {
  /** The first message, past or to come, that `fits`. */
  hear(fits: (message: Heard) => boolean): Promise<Heard>;
  /** The lifecycle event of this kind about this client. */
  presence(kind: "connected" | "disconnected" | "connect_failed", clientId: string): Promise<Record<string, Json>>;
  publish(topic: string, document: Json): Promise<void>;
}

/** Connects to the embedded AWS at `endpoint` with its administrator's key. */
export async function openOnlooker(endpoint: string, filters: readonly string[]): Promise<Onlooker> {
  const { websocket, region, credentials } = await embeddedAccess(endpoint, undefined);
  const url = await presignMqttUrl({ websocket, region, credentials, now: Date.now() });
  const client: MqttClient = await mqtt.connectAsync(
    url,
    // Twenty minutes without a ping, so that a test may move the clock of the embedded AWS.
    { protocolVersion: 5, clientId: "onlooker", keepalive: 1_200, reconnectPeriod: 0 },
    false,
  );
  const all: Heard[] = [];
  const waiting = new Set<(message: Heard) => void>();
  client.on("message", (topic, payload) => {
    const message = { topic, document: readJson(payload) ?? null };
    all.push(message);
    for (const look of waiting) look(message);
  });
  await client.subscribeAsync([...filters], { qos: 1 });

  const hear: Onlooker["hear"] = (fits) =>
    new Promise((resolve) => {
      const known = all.find(fits);
      if (known) {
        resolve(known);
        return;
      }
      const look = (message: Heard) => {
        if (!fits(message)) return;
        waiting.delete(look);
        resolve(message);
      };
      waiting.add(look);
    });
  return {
    hear,
    presence: async (kind, clientId) => {
      const { document } = await hear(({ topic }) => topic === `$aws/events/presence/${kind}/${clientId}`);
      return isObject(document) ? document : {};
    },
    publish: async (topic, document) => {
      await client.publishAsync(topic, JSON.stringify(document), { qos: 1 });
    },
    [Symbol.asyncDispose]: () => client.endAsync(),
  };
}
