import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

import type { Keys } from "./access.ts";

export interface PresignOptions {
  /** `ws://host:port/mqtt` or `wss://…`. */
  readonly websocket: string;
  readonly region: string;
  readonly credentials: Keys;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The URL that opens one MQTT connection with SigV4. AWS IoT wants the session token appended after signing; it is not
 * part of what is signed.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html
 */
export async function presignMqttUrl({ websocket, region, credentials, now }: PresignOptions): Promise<string> {
  const { protocol, host, hostname, port, pathname } = new URL(websocket);
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const signer = new SignatureV4({
    service: "iotdevicegateway",
    region,
    credentials: { accessKeyId, secretAccessKey },
    sha256: Sha256,
  });
  const signed = await signer.presign(
    {
      method: "GET",
      protocol,
      hostname,
      ...(port === "" ? {} : { port: Number(port) }),
      path: pathname,
      query: {},
      headers: { host },
    },
    { signingDate: new Date(now), expiresIn: 300 },
  );
  const pairs = Object.entries(signed.query ?? {}).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  if (sessionToken !== undefined) pairs.push(["X-Amz-Security-Token", sessionToken]);
  const query = pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
  return `${protocol}//${host}${pathname}?${query}`;
}
