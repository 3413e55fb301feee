import { type HttpRequest, readPairs } from "./http.ts";
import { algorithm, canonicalQuery } from "./sigv4-canonical.ts";
import type { Refused, Signed } from "./sigv4-model.ts";
import { toBasicFormat } from "./sigv4-time.ts";

type Parts = Readonly<Record<"Credential" | "SignedHeaders" | "Signature" | "Date", string | undefined>>;

const longestPresignMs = 7 * 24 * 3_600_000;

/** The service that the request's credential scope names, whether or not the signature holds. */
export function scopeOf(request: HttpRequest): string | undefined {
  const authorization = request.headers["authorization"];
  const credential =
    (authorization === undefined ? undefined : authorizationParts(authorization)?.get("Credential")) ??
    readPairs(request.query).find(([name]) => name === "X-Amz-Credential")?.[1];
  return credential?.split("/")[3];
}

export function readSigned(request: HttpRequest, token: "signed" | "appended"): Signed | Refused {
  const pairs = readPairs(request.query);
  const query = new Map(pairs);
  return query.get("X-Amz-Algorithm") === algorithm
    ? readPresigned(pairs, query, token)
    : readAuthorization(request, pairs);
}

type Pairs = ReturnType<typeof readPairs>;

function readPresigned(
  pairs: Pairs,
  query: ReadonlyMap<string, string>,
  token: "signed" | "appended",
): Signed | Refused {
  const expires = query.get("X-Amz-Expires");
  const lifetimeMs =
    expires === undefined ? undefined : /^\d{1,9}$/.test(expires) ? Number(expires) * 1000 : Number.NaN;
  if (lifetimeMs !== undefined && !(lifetimeMs > 0 && lifetimeMs <= longestPresignMs))
    return incomplete("X-Amz-Expires must be between 1 and 604800 seconds.");
  const unsigned = new Set(token === "appended" ? ["X-Amz-Signature", "X-Amz-Security-Token"] : ["X-Amz-Signature"]);
  const parts = readParts({
    Credential: query.get("X-Amz-Credential"),
    SignedHeaders: query.get("X-Amz-SignedHeaders"),
    Signature: query.get("X-Amz-Signature"),
    Date: query.get("X-Amz-Date"),
  });
  if ("refusal" in parts) return parts;
  return {
    ...parts,
    sessionToken: query.get("X-Amz-Security-Token"),
    lifetimeMs,
    query: canonicalQuery(pairs.filter(([name]) => !unsigned.has(name))),
  };
}

function readAuthorization({ headers }: HttpRequest, pairs: Pairs): Signed | Refused {
  const authorization = headers["authorization"];
  if (authorization === undefined) return { refusal: "missing", detail: "Missing Authentication Token" };
  const given = authorizationParts(authorization);
  if (!given) return incomplete(`Unsupported AWS 'algorithm': '${authorization.split(" ")[0] ?? ""}'.`);
  const parts = readParts({
    Credential: given.get("Credential"),
    SignedHeaders: given.get("SignedHeaders"),
    Signature: given.get("Signature"),
    Date: headers["x-amz-date"] ?? toBasicFormat(Date.parse(headers["date"] ?? "")),
  });
  if ("refusal" in parts) return parts;
  const sessionToken = headers["x-amz-security-token"];
  if (sessionToken !== undefined && !parts.signedHeaders.includes("x-amz-security-token"))
    return incomplete("'X-Amz-Security-Token' must be a 'SignedHeader' in the AWS Authorization.");
  return { ...parts, sessionToken, lifetimeMs: undefined, query: canonicalQuery(pairs) };
}

/** `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`; undefined for another algorithm. */
function authorizationParts(authorization: string): ReadonlyMap<string, string> | undefined {
  const [scheme, ...rest] = authorization.trim().split(/\s+/);
  if (scheme !== algorithm) return undefined;
  const fields = rest.join("").split(",");
  return new Map(fields.map((field) => [field.slice(0, field.indexOf("=")), field.slice(field.indexOf("=") + 1)]));
}

function readParts(
  parts: Parts,
): Pick<Signed, "accessKeyId" | "scope" | "date" | "signedHeaders" | "signature"> | Refused {
  const { Credential: credential, SignedHeaders: signedHeaders, Signature: signature, Date: date } = parts;
  if (!credential || !signedHeaders || !signature || !date) {
    const lacking = Object.entries(parts).find(([, value]) => !value)?.[0] ?? "";
    return incomplete(`Authorization header requires '${lacking}' parameter.`);
  }
  const [accessKeyId, day, region, service, terminator, ...rest] = credential.split("/");
  if (!accessKeyId || !day || !region || !service || terminator !== "aws4_request" || rest.length > 0) {
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
    );
  }
  if (!/^\d{8}T\d{6}Z$/.test(date)) return incomplete(`Date must be in ISO-8601 'basic format'. Got '${date}'.`);
  const names = signedHeaders.split(";");
  if (!names.includes("host")) return incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  return { accessKeyId, scope: [day, region, service], date, signedHeaders: names, signature };
}

function incomplete(detail: string): Refused {
  return { refusal: "incomplete", detail };
}
