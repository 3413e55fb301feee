import { AwsError } from "./errors.ts";
import type { Refusal } from "./sigv4-model.ts";

/** The names under which the JSON and REST services report a refused signature. */
const jsonNames: Readonly<Record<Refusal, string>> = {
  missing: "MissingAuthenticationTokenException",
  incomplete: "IncompleteSignatureException",
  "unknown-key": "UnrecognizedClientException",
  "wrong-token": "UnrecognizedClientException",
  "expired-token": "ExpiredTokenException",
  "expired-url": "InvalidSignatureException",
  scope: "InvalidSignatureException",
  skew: "InvalidSignatureException",
  mismatch: "InvalidSignatureException",
};

/** The names under which the query services, STS and IAM, report it. */
const queryNames: Readonly<Record<Refusal, string>> = {
  missing: "MissingAuthenticationToken",
  incomplete: "IncompleteSignature",
  "unknown-key": "InvalidClientTokenId",
  "wrong-token": "InvalidClientTokenId",
  "expired-token": "ExpiredToken",
  "expired-url": "SignatureDoesNotMatch",
  scope: "SignatureDoesNotMatch",
  skew: "SignatureDoesNotMatch",
  mismatch: "SignatureDoesNotMatch",
};

/** What AWS answers to a request whose signature does not hold: 403 in every dialect. */
export function signatureError(refusal: Refusal, detail: string, dialect: "json" | "query"): AwsError {
  return new AwsError(403, (dialect === "query" ? queryNames : jsonNames)[refusal], detail);
}
