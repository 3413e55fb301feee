import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

import type { Clock } from "#local/account/clock.ts";
import { AwsError } from "#local/wire/errors.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import { restJson } from "#local/wire/rest-json.ts";

import { corsHeaders, preflight } from "./cors.ts";

const largestBody = 1024 * 1024;

/** An open HTTP door; dispose it to close it, its connections included. */
export interface HttpDoor extends AsyncDisposable {
  readonly port: number;
}

interface Behind {
  readonly clock: Clock;
  answer(request: HttpRequest): Promise<HttpResponse>;
  upgrade(request: HttpRequest, incoming: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> | void;
  /** Hears of what went wrong while a request was answered. */
  failed(error: unknown): void;
}

/** Opens plain HTTP on `port` (0: any free one). Rejects, naming the port, when it is taken. */
export async function openHttpDoor(
  at: { readonly host: string; readonly port: number },
  behind: Behind,
): Promise<HttpDoor> {
  const server = createServer((incoming, outgoing) => void serve(behind, incoming, outgoing));
  server.on("upgrade", (incoming: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that hangs up in the middle of the handshake is its own affair.
    socket.on("error", () => socket.destroy());
    const upgrade = async () => behind.upgrade(readHead(incoming, new Uint8Array()), incoming, socket, head);
    upgrade().catch((error: unknown) => {
      behind.failed(error);
      socket.destroy();
    });
  });
  await listen(server, at);
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : at.port,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function serve(behind: Behind, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  const request = readHead(incoming, body ?? new Uint8Array());
  const write = (response: HttpResponse) => {
    outgoing.writeHead(response.status, {
      // SDKs correct a wrong clock by this header, so it tells the account's time.
      date: new Date(behind.clock.now()).toUTCString(),
      ...corsHeaders(request),
      ...response.headers,
      "content-length": Buffer.byteLength(response.body),
    });
    outgoing.end(request.method === "HEAD" ? undefined : response.body);
  };
  try {
    write(body === undefined ? restJson.refuse(tooLarge, "-") : (preflight(request) ?? (await behind.answer(request))));
  } catch (error) {
    // The answer itself may be what could not be written: functions choose their headers.
    behind.failed(error);
    write(restJson.refuse(failure, "-"));
  }
}

const failure = new AwsError(500, "InternalFailure", "The embedded AWS failed; its terminal says how.");

const tooLarge = new AwsError(
  413,
  "RequestEntityTooLargeException",
  `The request is larger than ${largestBody} bytes.`,
);

/** Undefined when the body is larger than any that AWS would read. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length <= largestBody) chunks.push(chunk);
    }
  } catch {
    // The peer went away; nobody will read the answer.
    return Buffer.alloc(0);
  }
  return length > largestBody ? undefined : Buffer.concat(chunks);
}

/** What came in several lines, and Node joins by ", ", is signed joined by a comma alone. Of a header that may come once, Node keeps the first. */
function joined(value: string | readonly string[], lines: readonly string[] = []): string {
  const text = typeof value === "string" ? value : value.join(", ");
  return lines.length > 1 && text === lines.join(", ") ? lines.map((line) => line.trim()).join(",") : text;
}

function readHead(incoming: IncomingMessage, body: Uint8Array): HttpRequest {
  const [path = "/", ...query] = (incoming.url ?? "/").split("?");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = joined(value, incoming.headersDistinct[name]);
  }
  return {
    method: incoming.method ?? "GET",
    path,
    query: query.join("?"),
    headers,
    body,
    origin: {
      ip: (incoming.socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
      port: incoming.socket.remotePort ?? 0,
    },
  };
}
