import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";

const allowedHeaders = [
  "authorization",
  "content-type",
  "cache-control",
  "pragma",
  "x-amz-content-sha256",
  "x-amz-date",
  "x-amz-security-token",
  "x-amz-target",
  "x-amz-user-agent",
  "amz-sdk-invocation-id",
  "amz-sdk-request",
  "x-amzn-principal",
  "x-amzn-iot-principal",
  "x-amzn-iot-policy",
  "x-amz-mqtt5-user-properties",
  "x-amz-mqtt5-payload-format-indicator",
  "x-amz-mqtt5-correlation-data",
].join(", ");

/** `/_local` holds the administrator's key: no page of another origin may read it. */
const isPrivate = (path: string) => path.startsWith("/_local");

/** The answer to a preflight; undefined for every other request. */
export function preflight(request: HttpRequest): HttpResponse | undefined {
  if (request.method !== "OPTIONS" || isPrivate(request.path)) return undefined;
  return {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, POST, PUT, PATCH, DELETE, OPTIONS",
      "access-control-allow-headers": allowedHeaders,
      "access-control-max-age": "86400",
    },
    body: "",
  };
}

/** On every answer, refusals too: without them a browser sees only a failed fetch. */
export function corsHeaders(request: HttpRequest): Readonly<Record<string, string>> {
  if (isPrivate(request.path)) return {};
  return {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "x-amzn-RequestId, x-amzn-ErrorType, x-amzn-ErrorMessage, Date",
  };
}
