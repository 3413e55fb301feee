import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

import type { Outputs } from "#local/index.ts";

/** A WebSocket URL for `/mqtt`, signed with the administrator's key. */
export async function presign({ endpoints, region, admin }: Outputs): Promise<string> {
  const url = new URL(endpoints.websocket);
  const signer = new SignatureV4({ service: "iotdevicegateway", region, credentials: admin, sha256: Sha256 });
  const { query = {} } = await signer.presign({
    method: "GET",
    protocol: url.protocol,
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    headers: { host: url.host },
  });
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  return url.href;
}
