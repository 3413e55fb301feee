import { Trouble } from "#domain/trouble.ts";

import { isRecord } from "./ask.ts";

/** What an AWS SDK client threw for `action` (`iot:SearchIndex`), asked of `endpoint`. */
export function troubleOfSdk(thrown: unknown, action: string, endpoint: string): Trouble {
  // The credentials are asked for in the middle of a request: their trouble is the request's.
  if (thrown instanceof Trouble) return thrown;
  if (!(thrown instanceof Error)) return new Trouble("unexpected", { detail: String(thrown) }, thrown);
  const { name, message: detail } = thrown;
  const { host } = new URL(endpoint);
  const metadata = isRecord(thrown) && isRecord(thrown["$metadata"]) ? thrown["$metadata"] : {};
  const status = metadata["httpStatusCode"];
  // No answer at all, or one that the browser may not show: without CORS headers it says no more than this.
  if (typeof status !== "number") return new Trouble("unreachable", { host }, thrown);
  switch (name) {
    case "AccessDeniedException":
    case "UnauthorizedException":
    case "ForbiddenException":
      return new Trouble("not-authorized", { action, detail }, thrown);
    case "ExpiredTokenException":
    case "UnrecognizedClientException":
      return new Trouble("credentials-expired", { detail }, thrown);
    case "InvalidSignatureException":
    case "SignatureDoesNotMatch":
    case "IncompleteSignatureException":
    case "MissingAuthenticationTokenException":
      return new Trouble("signature-refused", { detail }, thrown);
    case "IndexNotReadyException":
      return new Trouble("index-not-ready", { detail }, thrown);
    case "ThrottlingException":
    case "TooManyRequestsException":
      return new Trouble("throttled", { action, detail }, thrown);
    default:
      if (status >= 500) return new Trouble("unreachable", { host, status, detail }, thrown);
      return new Trouble("unexpected", { detail: `${action}: ${name}: ${detail}` }, thrown);
  }
}
