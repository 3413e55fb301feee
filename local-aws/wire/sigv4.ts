import { createHash, createHmac, timingSafeEqual } from "node:crypto";

import { type HttpRequest, readPairs } from "./http.ts";

/**
 * Verifies AWS Signature Version 4, as a header and as a presigned query.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */

const algorithm = "AWS4-HMAC-SHA256";
const skewMs = 5 * 60_000;
const longestPresignMs = 7 * 24 * 3_600_000;
const sha256OfNothing = sha256("");

/** The secret half of an access key, and its end where it is temporary. */
export interface SigningKey<Caller> {
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number | undefined;
  readonly caller: Caller;
}

export interface Expectation<Caller> {
  find(accessKeyId: string): SigningKey<Caller> | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly region: string;
  /** The services that the credential scope may name. */
  readonly services: readonly string[];
  /** AWS IoT wants the token of a presigned MQTT URL appended after signing; every other service signs it. */
  readonly token?: "signed" | "appended";
}

export type Refusal =
  | "missing"
  | "incomplete"
  | "unknown-key"
  | "wrong-token"
  | "expired-token"
  | "scope"
  | "skew"
  | "expired-url"
  | "mismatch";

export type Verified<Caller> =
  | { readonly ok: true; readonly accessKeyId: string; readonly caller: Caller }
  | { readonly ok: false; readonly refusal: Refusal; readonly detail: string; readonly accessKeyId?: string };

interface Signed {
  readonly accessKeyId: string;
  readonly scope: readonly [date: string, region: string, service: string];
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  readonly lifetimeMs: number | undefined;
  /** The query as it was signed. */
  readonly query: string;
}

/** The service that the request's credential scope names, whether or not the signature holds. */
export function scopeOf(request: HttpRequest): string | undefined {
  const authorization = request.headers["authorization"] ?? "";
  const credential =
    /Credential=([^,\s]+)/.exec(authorization)?.[1] ??
    readPairs(request.query).find(([name]) => name === "X-Amz-Credential")?.[1];
  return credential?.split("/")[3];
}

export function verifySignature<Caller>(request: HttpRequest, expect: Expectation<Caller>): Verified<Caller> {
  const signed = readSigned(request, expect.token ?? "signed");
  if ("refusal" in signed) return { ok: false, ...signed };
  const { accessKeyId } = signed;
  const refuse = (refusal: Refusal, detail: string) => ({ ok: false, refusal, detail, accessKeyId }) as const;

  const key = expect.find(accessKeyId);
  if (!key) return refuse("unknown-key", "The security token included in the request is invalid.");
  if (key.sessionToken !== signed.sessionToken) {
    return refuse("wrong-token", "The security token included in the request is invalid.");
  }
  const [date, region, service] = signed.scope;
  if (!expect.services.includes(service)) return refuse("scope", "Credential should be scoped to correct service.");
  if (region !== expect.region)
    return refuse("scope", `Credential should be scoped to a valid region, not '${region}'.`);
  if (date !== signed.date.slice(0, 8)) {
    return refuse(
      "scope",
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${signed.date.slice(0, 8)}', from '${signed.date}'.`,
    );
  }
  if (!matches(request, signed, key.secretAccessKey)) {
    return refuse(
      "mismatch",
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  const late = timeRefusal(signed, expect.now);
  if (late) return refuse(late.refusal, late.detail);
  if (key.expiresAt !== undefined && key.expiresAt <= expect.now) {
    return refuse("expired-token", "The security token included in the request is expired");
  }
  return { ok: true, accessKeyId, caller: key.caller };
}

function readSigned(request: HttpRequest, token: "signed" | "appended"): Signed | { refusal: Refusal; detail: string } {
  const pairs = readPairs(request.query);
  const presigned = new Map(pairs);
  if (presigned.get("X-Amz-Algorithm") === algorithm) {
    const unsigned = new Set(token === "appended" ? ["X-Amz-Signature", "X-Amz-Security-Token"] : ["X-Amz-Signature"]);
    const expires = presigned.get("X-Amz-Expires");
    return readParts(
      {
        credential: presigned.get("X-Amz-Credential"),
        signedHeaders: presigned.get("X-Amz-SignedHeaders"),
        signature: presigned.get("X-Amz-Signature"),
        date: presigned.get("X-Amz-Date"),
      },
      presigned.get("X-Amz-Security-Token"),
      canonicalQuery(pairs.filter(([name]) => !unsigned.has(name))),
      expires === undefined ? undefined : Number(expires) * 1000,
    );
  }

  const authorization = request.headers["authorization"];
  if (authorization === undefined) return { refusal: "missing", detail: "Missing Authentication Token" };
  if (!authorization.startsWith(algorithm))
    return { refusal: "incomplete", detail: `Unsupported AWS 'algorithm': '${authorization.split(" ")[0] ?? ""}'.` };
  const part = (name: string) => new RegExp(`${name}=([^,\\s]+)`).exec(authorization)?.[1];
  return readParts(
    {
      credential: part("Credential"),
      signedHeaders: part("SignedHeaders"),
      signature: part("Signature"),
      date: request.headers["x-amz-date"] ?? isoBasic(request.headers["date"]),
    },
    request.headers["x-amz-security-token"],
    canonicalQuery(pairs),
    undefined,
  );
}

function readParts(
  parts: Readonly<Record<"credential" | "signedHeaders" | "signature" | "date", string | undefined>>,
  sessionToken: string | undefined,
  query: string,
  lifetimeMs: number | undefined,
): Signed | { refusal: Refusal; detail: string } {
  const { credential, signedHeaders, signature, date } = parts;
  if (!credential || !signedHeaders || !signature || !date) {
    const lacking = Object.entries(parts).find(([, value]) => !value)?.[0] ?? "";
    return { refusal: "incomplete", detail: `Authorization requires '${lacking}' parameter.` };
  }
  const [accessKeyId, scopeDate, region, service, terminator, ...rest] = credential.split("/");
  if (!accessKeyId || !scopeDate || !region || !service || terminator !== "aws4_request" || rest.length > 0) {
    return {
      refusal: "incomplete",
      detail: `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    };
  }
  if (!/^\d{8}T\d{6}Z$/.test(date))
    return { refusal: "incomplete", detail: `Date must be in ISO-8601 'basic format'. Got '${date}'.` };
  const names = signedHeaders.split(";");
  if (!names.includes("host"))
    return { refusal: "incomplete", detail: "'Host' must be a 'SignedHeader' in the AWS Authorization." };
  if (lifetimeMs !== undefined && !(lifetimeMs > 0 && lifetimeMs <= longestPresignMs)) {
    return { refusal: "incomplete", detail: "X-Amz-Expires must be between 1 and 604800 seconds." };
  }
  return {
    accessKeyId,
    scope: [scopeDate, region, service],
    date,
    signedHeaders: names,
    signature,
    sessionToken,
    lifetimeMs,
    query,
  };
}

function matches(request: HttpRequest, signed: Signed, secretAccessKey: string): boolean {
  const payloadHash = request.headers["x-amz-content-sha256"];
  const bodyHash = request.body.length === 0 ? sha256OfNothing : sha256(request.body);
  if (payloadHash !== undefined && payloadHash !== bodyHash) return false;
  const path = canonicalPath(request.path);
  const given = Buffer.from(signed.signature);
  return hostsAsSigned(request).some((host) => {
    const headers = signed.signedHeaders
      .map(
        (name) => `${name}:${(name === "host" ? host : (request.headers[name] ?? "")).trim().replaceAll(/ +/g, " ")}\n`,
      )
      .join("");
    const canonical = [request.method, path, signed.query, headers, signed.signedHeaders.join(";"), bodyHash].join(
      "\n",
    );
    const scope = `${signed.scope.join("/")}/aws4_request`;
    const stringToSign = [algorithm, signed.date, scope, sha256(canonical)].join("\n");
    const made = Buffer.from(hmac(signingKey(secretAccessKey, signed.scope), stringToSign).toString("hex"));
    return made.length === given.length && timingSafeEqual(made, given);
  });
}

/** Native AWS SDKs sign and send the host without its port where browsers send it with the port; both are the same host. */
function hostsAsSigned(request: HttpRequest): readonly string[] {
  const host = request.headers["host"] ?? "";
  const bare = host.replace(/:\d+$/, "");
  return bare === host ? [host] : [host, bare];
}

function signingKey(secretAccessKey: string, [date, region, service]: Signed["scope"]): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, date), region), service), "aws4_request");
}

/** Every service but S3 encodes each segment of the path as it was sent once more. */
function canonicalPath(path: string): string {
  return path.split("/").map(encode).join("/") || "/";
}

function canonicalQuery(pairs: readonly (readonly [string, string])[]): string {
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

function timeRefusal(signed: Signed, now: number): { refusal: Refusal; detail: string } | undefined {
  const at = Date.parse(signed.date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  const [clock, earliest, latest] = [now, now - skewMs, now + skewMs].map((ms) => isoBasic(new Date(ms).toISOString()));
  if (Number.isNaN(at))
    return { refusal: "incomplete", detail: `Date must be in ISO-8601 'basic format'. Got '${signed.date}'.` };
  if (at > now + skewMs) {
    return {
      refusal: "skew",
      detail: `Signature not yet current: ${signed.date} is still later than ${latest} (${clock} + 5 min.)`,
    };
  }
  if (signed.lifetimeMs !== undefined) {
    return now > at + signed.lifetimeMs
      ? { refusal: "expired-url", detail: "Signature expired: the presigned URL has passed its X-Amz-Expires." }
      : undefined;
  }
  if (at < now - skewMs) {
    return {
      refusal: "skew",
      detail: `Signature expired: ${signed.date} is now earlier than ${earliest} (${clock} - 5 min.)`,
    };
  }
  return undefined;
}

function isoBasic(date: string | undefined): string | undefined {
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
