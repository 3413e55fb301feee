import { readJsonBody } from "./aws-json.ts";
import type { AwsError } from "./errors.ts";
import { decode, type HttpRequest, readPairs } from "./http.ts";
import type { Operation, Protocol, Raw, RestBinding } from "./operation.ts";

/** REST-JSON: the operation is named by method and path. AWS IoT speaks it, control plane and data plane. */
export const restJson: Protocol = {
  answer: (_name, output, requestId) => {
    const headers = { "content-type": "application/json", "x-amzn-RequestId": requestId };
    if (output instanceof Uint8Array) return { status: 200, headers, body: output };
    return { status: 200, headers, body: output === undefined ? "" : JSON.stringify(output) };
  },
  refuse: (error, requestId) => ({
    status: error.status,
    headers: { "content-type": "application/json", "x-amzn-RequestId": requestId, "x-amzn-ErrorType": error.code },
    body: JSON.stringify({ message: error.message, ...error.members }),
  }),
};

/** An operation found by method and path, with the input that the request carries for it. */
export interface RestMatch<Caller> {
  readonly operation: Operation<Caller>;
  readInput(invalid: (message: string) => AwsError): Raw;
}

/**
 * Builds the table that finds an operation by method and path.
 * The path is split before it is decoded: `%2F` inside a label is part of the label. A trailing slash is allowed (boto3 sends it).
 * The answer is `"wrong method"` where only operations of other methods have the path.
 */
export function restRouter<Caller>(operations: readonly Operation<Caller>[]) {
  const routes = operations.flatMap((operation) => {
    const { rest } = operation;
    return rest ? [{ operation, rest, pattern: rest.path.split("/").filter(Boolean) }] : [];
  });
  return (request: HttpRequest): RestMatch<Caller> | "wrong method" | undefined => {
    let isKnown = false;
    for (const { operation, rest, pattern } of routes) {
      const labels = matchPath(pattern, request.path);
      if (labels && rest.method === request.method)
        return { operation, readInput: (invalid) => readInput(request, rest, labels, invalid) };
      isKnown ||= labels !== undefined;
    }
    return isKnown ? "wrong method" : undefined;
  };
}

function matchPath(pattern: readonly string[], path: string): Raw | undefined {
  const labels: Record<string, string> = {};
  const greedy = /^\{(\w+)\+\}$/.exec(pattern.at(-1) ?? "")?.[1];
  if (greedy !== undefined) {
    const before = pattern.slice(0, -1);
    const [, ...parts] = path.split("/");
    const rest = parts.slice(before.length).join("/");
    if (rest === "" || before.some((part, index) => part !== parts[index])) return undefined;
    return { [greedy]: decode(rest) };
  }
  const segments = path.split("/").filter(Boolean);
  if (pattern.length !== segments.length) return undefined;
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{")) labels[part.slice(1, -1)] = decode(segment);
    else if (part !== segment) return undefined;
  }
  return labels;
}

function readInput(request: HttpRequest, rest: RestBinding, labels: Raw, invalid: (message: string) => AwsError): Raw {
  const input: Record<string, unknown> = rest.payload
    ? { [rest.payload]: request.body }
    : { ...readJsonBody(request, invalid) };
  const query = new Map(readPairs(request.query));
  for (const [member, name] of Object.entries(rest.query ?? {})) assign(input, member, query.get(name));
  for (const [member, name] of Object.entries(rest.headers ?? {})) assign(input, member, request.headers[name]);
  return Object.assign(input, labels);
}

/** What the binding places elsewhere is never taken from the body. */
function assign(input: Record<string, unknown>, member: string, value: string | undefined): void {
  if (value === undefined) delete input[member];
  else input[member] = value;
}
