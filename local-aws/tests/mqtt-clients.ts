import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from "mqtt";

import type { Outputs } from "#local/index.ts";

/** An embedded AWS, as far as clients must know it. */
export interface Reachable {
  readonly outputs: Pick<Outputs, "region" | "endpoints" | "admin">;
}

/** Keys as they are handed out: an administrator's, or the temporary ones of a role. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

interface Signing {
  readonly keys?: Keys;
  readonly service?: string;
  readonly region?: string;
  readonly at?: Date;
}

/** The URL of a signed upgrade, the token appended after signing as AWS IoT wants it. */
export async function signedUrl(aws: Reachable, signing: Signing = {}): Promise<string> {
  const { service = "iotdevicegateway", region = aws.outputs.region, at } = signing;
  const keys: Keys = signing.keys ?? aws.outputs.admin;
  const { protocol, host, hostname, pathname } = new URL(aws.outputs.endpoints.websocket);
  const { sessionToken, ...credentials } = keys;
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const signed = await signer.presign(
    { method: "GET", protocol, hostname, path: pathname, headers: { host }, query: {} },
    { ...(at && { signingDate: at }) },
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(signed.query ?? {})) query.append(name, String(value));
  if (sessionToken !== undefined) query.append("X-Amz-Security-Token", sessionToken);
  return `${protocol}//${host}${pathname}?${query.toString().replaceAll("+", "%20")}`;
}

/** A message as it arrived. */
interface Arrived {
  readonly topic: string;
  readonly text: string;
  readonly packet: IPublishPacket;
}

/** An mqtt.js client that remembers what arrived. Dispose it to say goodbye. */
export interface TestClient extends AsyncDisposable {
  readonly mqtt: MqttClient;
  readonly arrived: readonly Arrived[];
  /** The first message, arrived or still to come, that `fits`. */
  message(fits: (message: Arrived) => boolean): Promise<Arrived>;
  /** The next event of this name: `close`, `disconnect`, … */
  next(event: "close" | "disconnect" | "error"): Promise<unknown>;
}

/** Opens a client and does not wait for its CONNACK. */
export async function openClient(aws: Reachable, options: IClientOptions & Signing = {}): Promise<TestClient> {
  const { keys, service, region, at, ...rest } = options;
  const signing = { ...(keys && { keys }), ...(service && { service }), ...(region && { region }), ...(at && { at }) };
  const url = await signedUrl(aws, signing);
  const client = mqtt.connect(url, { reconnectPeriod: 0, protocolVersion: 5, clientId: "test", ...rest });
  const arrived: Arrived[] = [];
  const waiting = new Set<() => void>();
  client.on("error", () => {});
  client.on("message", (topic, payload, packet) => {
    arrived.push({ topic, text: payload.toString(), packet });
    for (const look of waiting) look();
  });
  return {
    mqtt: client,
    arrived,
    message: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = arrived.find(fits);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    next: (event) => new Promise((resolve) => client.once(event, resolve)),
    [Symbol.asyncDispose]: async () => {
      await client.endAsync(true);
    },
  };
}

/** Opens a client that was let in. */
export async function connectClient(aws: Reachable, options: IClientOptions & Signing = {}): Promise<TestClient> {
  const client = await openClient(aws, options);
  await new Promise<void>((resolve, reject) => {
    client.mqtt.once("connect", () => resolve());
    client.mqtt.once("error", reject);
    client.mqtt.once("close", () => reject(new Error("closed before CONNACK")));
  });
  return client;
}
