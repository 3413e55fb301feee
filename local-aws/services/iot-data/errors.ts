import type { ShadowRefused } from "#local/account/shadow-request.ts";
import { AwsError } from "#local/wire/errors.ts";
import type { Protocol } from "#local/wire/operation.ts";
import { restJson } from "#local/wire/rest-json.ts";

/** The names of the data plane's errors, by HTTP status. */
const names: ReadonlyMap<number, string> = new Map([
  [400, "InvalidRequestException"],
  [401, "UnauthorizedException"],
  [403, "ForbiddenException"],
  [404, "ResourceNotFoundException"],
  [405, "MethodNotAllowedException"],
  [409, "ConflictException"],
  [413, "RequestEntityTooLargeException"],
  [415, "UnsupportedDocumentEncodingException"],
]);

export function dataPlaneError(status: number, message: string): AwsError {
  return new AwsError(status, names.get(status) ?? "InternalFailureException", message);
}

/** The shadow service's refusal, over HTTP. */
export const shadowError = ({ code, message }: ShadowRefused) => dataPlaneError(code, message);

/** REST-JSON; its errors carry the trace id under which the log tells more, and every 403 has one name. */
export const dataPlane: Protocol = {
  ...restJson,
  refuse: (error, requestId) => {
    const code = error.status === 403 ? "ForbiddenException" : error.code;
    const members = { ...error.members, traceId: requestId };
    return restJson.refuse(new AwsError(error.status, code, error.message, members), requestId);
  },
};
