import { createHmac, createPublicKey, type JsonWebKey } from "node:crypto";

import { isRecord } from "#local/wire/record.ts";

/** The ways in which people forge tokens. Each takes a good one. */

type Json = Readonly<Record<string, unknown>>;

/** The same token with other claims, under the signature that it had. */
export function edited(token: string, claims: Json): string {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return [header, encode({ ...decode(payload), ...claims }), signature].join(".");
}

/** The token of somebody who says that it needs no signature. */
export function unsigned(token: string, claims: Json = {}): string {
  const [header = "", payload = ""] = token.split(".");
  return `${encode({ ...decode(header), alg: "none" })}.${encode({ ...decode(payload), ...claims })}.`;
}

/** Signed by HMAC, with the public key as if it were the secret: what a careless verifier takes for good. */
export function hs256(token: string, keys: readonly JsonWebKey[], claims: Json = {}): string {
  const [header = "", payload = ""] = token.split(".");
  const jwk = keys.find((key) => key["kid"] === decode(header)["kid"]);
  if (!jwk) throw new Error("The token was signed by none of these keys.");
  const secret = createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" });
  const signed = `${encode({ ...decode(header), alg: "HS256" })}.${encode({ ...decode(payload), ...claims })}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
}

function decode(part: string): Json {
  const value: unknown = JSON.parse(Buffer.from(part, "base64url").toString());
  if (!isRecord(value)) throw new Error("That is no token.");
  return value;
}

function encode(value: Json): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
