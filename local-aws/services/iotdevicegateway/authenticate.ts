import type { Account } from "#local/account/account.ts";
import type { Principal } from "#local/account/principal.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { type Refusal, verifySignature } from "#local/wire/sigv4.ts";

type Needs = Pick<Account, "clock" | "credentials" | "ids" | "iotLogs" | "region" | "tell">;

/** Who stands at the door, or what he is told instead of being let in. */
export type Entrance =
  | { readonly ok: true; readonly principal: Principal }
  | { readonly ok: false; readonly response: HttpResponse };

const invalid = "SECURITY_TOKEN_INVALID";
const mismatch = "SECURITY_TOKEN_SIGNATURE_MISMATCH";
const unauthenticated = "NOT_AUTHENTICATED";

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html#log-mb-authn-error-codes */
const details = {
  SECURITY_TOKEN_EXPIRED: "The security token is expired",
  SECURITY_TOKEN_INVALID: "The security token included in the request is invalid",
  SECURITY_TOKEN_SIGNATURE_MISMATCH: "Request signature does not match the signature provided",
  NOT_AUTHENTICATED: "The credentials provided could not be authenticated",
} as const;

const reasons: Readonly<Record<Refusal, keyof typeof details>> = {
  missing: unauthenticated,
  incomplete: unauthenticated,
  "unknown-key": invalid,
  "wrong-token": invalid,
  "expired-token": "SECURITY_TOKEN_EXPIRED",
  scope: mismatch,
  skew: mismatch,
  "expired-url": mismatch,
  mismatch,
};

/** Verifies the signature of a request for `/mqtt`; a refusal is recorded as `Connection.AuthNError`. */
export function authenticate(account: Needs, request: HttpRequest): Entrance {
  const verified = verifySignature(request, {
    find: (accessKeyId) => account.credentials.find(accessKeyId),
    now: account.clock.now(),
    region: account.region,
    // Version 1 of the device SDKs signs for `iotdata`.
    services: ["iotdevicegateway", "iotdata"],
    token: "appended",
  });
  if (verified.ok) return { ok: true, principal: verified.caller };

  const traceId = account.ids.uuid();
  const { ip, port } = request.origin;
  const reason = reasons[verified.refusal];
  const known = verified.accessKeyId === undefined ? undefined : account.credentials.find(verified.accessKeyId);
  account.iotLogs({
    level: "ERROR",
    traceId,
    eventType: "Connection.AuthNError",
    members: {
      protocol: "MQTT",
      authenticationType: "AWS_SIGV4",
      ...(known && { principalId: known.caller.principalId }),
      sourceIp: ip,
      sourcePort: port,
      reason,
      details: details[reason],
    },
  });
  account.tell(`refused an MQTT connection from ${ip}: ${verified.detail}`);
  return { ok: false, response: forbidden(sayingAsIot(verified.detail), traceId, account.ids.uuid()) };
}

/** Where other services end the sentence with a full stop, the message broker does not. */
function sayingAsIot(detail: string): string {
  return detail.replace(/^(The security token included in the request is invalid)\.$/, "$1");
}

function forbidden(message: string, traceId: string, requestId: string): HttpResponse {
  return {
    status: 403,
    headers: {
      "content-type": "application/json",
      "x-amzn-RequestId": requestId,
      // With the colon: so it was seen.
      "x-amzn-ErrorType": "ForbiddenException:",
    },
    body: JSON.stringify({ message, traceId }),
  };
}
