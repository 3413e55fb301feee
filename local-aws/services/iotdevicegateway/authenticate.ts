import type { Account } from "#local/account/account.ts";
import { authenticate, Unauthenticated } from "#local/account/guard.ts";
import type { Principal } from "#local/account/principal.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import type { Refusal } from "#local/wire/sigv4-model.ts";

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
export function admitVisitor(account: Needs, request: HttpRequest): Entrance {
  try {
    // Version 1 of the device SDKs signs for `iotdata`.
    const services = ["iotdevicegateway", "iotdata"];
    const { caller } = authenticate(account, request, { services, token: "appended", what: "an MQTT connection" });
    return { ok: true, principal: caller };
  } catch (error) {
    if (error instanceof Unauthenticated) return { ok: false, response: refuse(account, request, error) };
    throw error;
  }
}

function refuse({ ids, iotLogs }: Needs, request: HttpRequest, { refusal, message, supposed }: Unauthenticated) {
  const traceId = ids.uuid();
  const reason = reasons[refusal];
  iotLogs({
    level: "ERROR",
    traceId,
    eventType: "Connection.AuthNError",
    members: {
      protocol: "MQTT",
      authenticationType: "AWS_SIGV4",
      ...(supposed && { principalId: supposed.principalId }),
      sourceIp: request.origin.ip,
      sourcePort: request.origin.port,
      reason,
      details: details[reason],
    },
  });
  return forbidden(sayingAsIot(message), traceId, ids.uuid());
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
