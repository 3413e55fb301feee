import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import type { HttpRequest } from "./http.ts";
import type { Signed } from "./sigv4-model.ts";

export const algorithm = "AWS4-HMAC-SHA256";

/** Whether the signature is the one that the holder of `secretAccessKey` would make for this request. */
export function signatureHolds(request: HttpRequest, signed: Signed, secretAccessKey: string): boolean {
  const payloadHash = request.headers["x-amz-content-sha256"];
  const bodyHash = sha256(request.body);
  if (payloadHash !== undefined && payloadHash !== bodyHash) return false;
  const key = signingKey(secretAccessKey, signed.scope);
  const given = Buffer.from(signed.signature);
  return hostsAsSigned(request).some((host) => {
    const made = Buffer.from(hmac(key, stringToSign(request, signed, host, bodyHash)).toString("hex"));
    return made.length === given.length && timingSafeEqual(made, given);
  });
}

function stringToSign(request: HttpRequest, signed: Signed, host: string, bodyHash: string): string {
  const headers = signed.signedHeaders.map((name) => {
    const value = name === "host" ? host : (request.headers[name] ?? "");
    return `${name}:${value.trim().replaceAll(/\s+/g, " ")}\n`;
  });
  const canonical = [
    request.method,
    canonicalPath(request.path),
    signed.query,
    headers.join(""),
    signed.signedHeaders.join(";"),
    bodyHash,
  ].join("\n");
  return [algorithm, signed.date, [...signed.scope, "aws4_request"].join("/"), sha256(canonical)].join("\n");
}

/** Native AWS SDKs sign and send the host without its port where browsers send it with the port; both are the same host. */
function hostsAsSigned({ headers }: HttpRequest): readonly string[] {
  const host = headers["host"] ?? "";
  const bare = host.replace(/:\d+$/, "");
  return bare === host ? [host] : [host, bare];
}

function signingKey(secretAccessKey: string, scope: Signed["scope"]): Buffer {
  return [...scope, "aws4_request"].reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
}

/**
 * Without empty and relative segments (RFC 3986 §5.2.4), and each segment encoded as it was sent once more.
 * Every service but S3 signs it so.
 */
function canonicalPath(path: string): string {
  const segments: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encode(segment));
  }
  if (segments.length === 0) return "/";
  return `${path.startsWith("/") ? "/" : ""}${segments.join("/")}${path.endsWith("/") ? "/" : ""}`;
}

/** Sorted by name, then by value, of what they are when encoded. */
export function canonicalQuery(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .toSorted(([a, x], [b, y]) => (a === b ? order(x, y) : order(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** RFC 3986: everything but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
