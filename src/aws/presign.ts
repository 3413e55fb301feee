import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

import type { Credentials } from "./identity-pool.ts";

interface Signing {
  /** `wss://HOST[:PORT]/mqtt`. */
  readonly url: string;
  readonly region: string;
  readonly credentials: Pick<Credentials, "accessKeyId" | "secretAccessKey" | "sessionToken">;
  /** By AWS's clock, milliseconds since the epoch. */
  readonly now: number;
}

const sign = (key: Uint8Array, text: string) => hmac(sha256, key, utf8ToBytes(text));
const hashOf = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));

/**
 * The signed URL of MQTT over WebSocket. The device SDK's own signer drops the port, takes the region from the credentials and the time from a clock
 * that may be wrong.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function presign({ url, region, credentials, now }: Signing): string {
  const { protocol, host, pathname } = new URL(url);
  const time = new Date(now).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
  const day = time.slice(0, 8);
  const scope = `${day}/${region}/iotdevicegateway/aws4_request`;
  // In the order of their names, as the canonical request wants them.
  const query = [
    "X-Amz-Algorithm=AWS4-HMAC-SHA256",
    `X-Amz-Credential=${encodeURIComponent(`${credentials.accessKeyId}/${scope}`)}`,
    `X-Amz-Date=${time}`,
    "X-Amz-SignedHeaders=host",
  ].join("&");
  const canonical = ["GET", pathname, query, `host:${host}`, "", "host", hashOf("")].join("\n");
  const steps = [day, region, "iotdevicegateway", "aws4_request"];
  const key = steps.reduce(sign, utf8ToBytes(`AWS4${credentials.secretAccessKey}`));
  const signature = bytesToHex(sign(key, ["AWS4-HMAC-SHA256", time, scope, hashOf(canonical)].join("\n")));
  // AWS IoT wants the token after the signature and outside of it, unlike every other presigned URL.
  const token = encodeURIComponent(credentials.sessionToken);
  return `${protocol}//${host}${pathname}?${query}&X-Amz-Signature=${signature}&X-Amz-Security-Token=${token}`;
}
