import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

import type { HttpRequest } from "#local/wire/http.ts";
import type { Refusal } from "#local/wire/sigv4-model.ts";
import { type Expectation, verifySignature } from "#local/wire/sigv4.ts";

/** AWS's own signer, and our verifier opposite it. */

export const now = Date.UTC(2026, 0, 5, 3, 4, 5);
export const user = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
export const session = { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret", sessionToken: "token/+=with signs" };

const expectation: Expectation<string> = {
  find: (accessKeyId) => {
    if (accessKeyId === user.accessKeyId) return { secretAccessKey: user.secretAccessKey, caller: "user" };
    if (accessKeyId !== session.accessKeyId) return undefined;
    return { ...session, expiresAt: now + 3_600_000, caller: "session" };
  },
  now,
  region: "ap-northeast-1",
  services: ["iot", "execute-api"],
};

export interface Plain {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const plain: Plain = {
  method: "POST",
  path: "/things/device_1",
  query: { a: "1" },
  headers: { host: "localhost:4566", "content-type": "application/json" },
  body: '{"a":1}',
};

export type Signer = Partial<ConstructorParameters<typeof SignatureV4>[0]>;

export const signerOf = (options: Signer = {}) =>
  new SignatureV4({ service: "iot", region: "ap-northeast-1", credentials: user, sha256: Sha256, ...options });

export const encode = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);

/** The request as its bytes arrive. */
export function arrive({ method, path, query, headers, body }: Plain): HttpRequest {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  return {
    method,
    path,
    query: pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&"),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: Buffer.from(body),
    origin: { ip: "127.0.0.1", port: 1 },
  };
}

export const onTheWire = (request: Plain) => ({
  protocol: "http:",
  hostname: "localhost",
  ...request,
  query: { ...request.query },
  headers: { ...request.headers },
});

export async function sign(request: Plain, options?: Signer, signingDate = new Date(now)): Promise<HttpRequest> {
  const { headers } = await signerOf(options).sign(onTheWire(request), { signingDate });
  return arrive({ ...request, headers });
}

export async function presign(
  request: Plain,
  options?: Signer,
  expiresIn = 60,
  signingDate = new Date(now),
): Promise<HttpRequest> {
  const signed = await signerOf(options).presign(onTheWire(request), { signingDate, expiresIn });
  const query = Object.fromEntries(Object.entries(signed.query ?? {}).map(([name, value]) => [name, value ?? ""]));
  return arrive({ ...request, query, headers: signed.headers });
}

export const verify = (request: HttpRequest, changes: Partial<Expectation<string>> = {}) =>
  verifySignature(request, { ...expectation, ...changes });
export const refusalOf = (request: HttpRequest, changes?: Partial<Expectation<string>>): Refusal | undefined => {
  const verified = verify(request, changes);
  return verified.ok ? undefined : verified.refusal;
};
export const detailOf = (request: HttpRequest, changes?: Partial<Expectation<string>>) => {
  const verified = verify(request, changes);
  return verified.ok ? undefined : verified.detail;
};
