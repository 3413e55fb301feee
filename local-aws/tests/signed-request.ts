import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

import type { Reachable } from "./mqtt-clients.ts";

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly service: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what no client would send, signed as its administrator's own. */
export async function sendSigned({ outputs }: Reachable, sent: Sent): Promise<Response> {
  const { method, path, body = "", service, headers = {} } = sent;
  const { host, hostname } = new URL(outputs.endpoints.aws);
  const signer = new SignatureV4({ credentials: outputs.admin, region: outputs.region, service, sha256: Sha256 });
  const [pathname = "/", query = ""] = path.split("?");
  const signed = await signer.sign({
    method,
    protocol: "http:",
    hostname,
    path: pathname,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: { host, ...headers },
    body,
  });
  const { host: _, ...others } = signed.headers;
  const bodiless = method === "GET" || method === "HEAD";
  return fetch(`${outputs.endpoints.aws}${path}`, { method, headers: others, ...(!bodiless && { body }) });
}
