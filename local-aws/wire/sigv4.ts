import type { HttpRequest } from "./http.ts";
import { signatureHolds } from "./sigv4-canonical.ts";
import type { Refused, Signed } from "./sigv4-model.ts";
import { readSigned } from "./sigv4-signed.ts";
import { timeRefusal } from "./sigv4-time.ts";

export { scopeOf } from "./sigv4-signed.ts";

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

export type Verified<Caller> =
  | { readonly ok: true; readonly accessKeyId: string; readonly caller: Caller }
  | ({ readonly ok: false; readonly accessKeyId?: string } & Refused);

/**
 * Verifies AWS Signature Version 4, as a header and as a presigned query.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifySignature<Caller>(request: HttpRequest, expect: Expectation<Caller>): Verified<Caller> {
  const signed = readSigned(request, expect.token ?? "signed");
  if ("refusal" in signed) return { ok: false, ...signed };
  const { accessKeyId } = signed;
  const key = expect.find(accessKeyId);
  if (!key) return { ok: false, accessKeyId, ...invalidToken("unknown-key") };
  // Only who holds the key is told that his clock is wrong or his session over.
  const refused =
    tokenRefusal(signed, key) ??
    scopeRefusal(signed, expect) ??
    signatureRefusal(request, signed, key) ??
    timeRefusal(signed, expect.now) ??
    expiryRefusal(key, expect.now);
  return refused ? { ok: false, accessKeyId, ...refused } : { ok: true, accessKeyId, caller: key.caller };
}

function invalidToken(refusal: "unknown-key" | "wrong-token"): Refused {
  return { refusal, detail: "The security token included in the request is invalid." };
}

function tokenRefusal({ sessionToken }: Signed, key: SigningKey<unknown>): Refused | undefined {
  return key.sessionToken === sessionToken ? undefined : invalidToken("wrong-token");
}

function scopeRefusal({ scope, date }: Signed, expect: Expectation<unknown>): Refused | undefined {
  const [day, region, service] = scope;
  if (!expect.services.includes(service))
    return { refusal: "scope", detail: "Credential should be scoped to correct service." };
  if (region !== expect.region)
    return { refusal: "scope", detail: `Credential should be scoped to a valid region, not '${region}'.` };
  const sent = date.slice(0, 8);
  if (day === sent) return undefined;
  const detail = `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${day}' != '${sent}', from '${date}'.`;
  return { refusal: "scope", detail };
}

function signatureRefusal(request: HttpRequest, signed: Signed, key: SigningKey<unknown>): Refused | undefined {
  if (signatureHolds(request, signed, key.secretAccessKey)) return undefined;
  const detail =
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.";
  return { refusal: "mismatch", detail };
}

function expiryRefusal({ expiresAt }: SigningKey<unknown>, now: number): Refused | undefined {
  if (expiresAt === undefined || expiresAt > now) return undefined;
  return { refusal: "expired-token", detail: "The security token included in the request is expired" };
}
