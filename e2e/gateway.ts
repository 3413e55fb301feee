import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { type AddressInfo, connect, createServer as createTcpServer, type Server, type Socket } from "node:net";

/** What stands between a browser and the console's host: the network of a hotel, a host in trouble, a host with a newer build. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** `hotel`: whatever is asked for, a page of its own comes. `broken`: nothing but 503. */
  manners: "open" | "hotel" | "broken";
  /** From now on the service worker is another one. */
  publishBuild(): void;
}

export async function openGateway(to: string): Promise<Gateway> {
  let builds = 0;
  const forward = (asked: IncomingMessage, answer: ServerResponse) => {
    const { method, url = "/", headers } = asked;
    const { host } = new URL(to);
    const onward = request(new URL(url, to), { method, headers: { ...headers, host } }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, { ...answered.headers, "transfer-encoding": "chunked" });
      answered.on("data", (bytes: Buffer) => answer.write(bytes));
      answered.on("end", () => answer.end(url === "/sw.js" ? `\n// Build ${builds}` : ""));
    });
    onward.on("error", () => answer.destroy());
    asked.pipe(onward);
  };
  const server = createServer((asked, answer) => {
    delete asked.headers["accept-encoding"];
    delete asked.headers["if-none-match"];
    if (gateway.manners === "open") forward(asked, answer);
    else if (gateway.manners === "broken") answer.writeHead(503).end();
    else answer.writeHead(200, { "content-type": "text/html" }).end("<title>Hotel</title>Accept our terms.");
  });
  const gateway: Gateway = {
    url: `http://localhost:${await listen(server)}/`,
    manners: "open",
    publishBuild: () => (builds += 1),
    [Symbol.asyncDispose]: () => close(server, () => server.closeAllConnections()),
  };
  return gateway;
}

/** Another port that leads to the same place. */
export async function openDetour(to: string): Promise<AsyncDisposable & { readonly host: string }> {
  const { hostname, port } = new URL(to);
  const passing = new Set<Socket>();
  const server = createTcpServer((socket) => {
    passing.add(socket);
    const onward = connect(Number(port), hostname);
    socket.pipe(onward).pipe(socket);
    socket.on("error", () => onward.destroy());
    socket.on("close", () => {
      passing.delete(socket);
      onward.destroy();
    });
    onward.on("error", () => socket.destroy());
  });
  const cut = () => {
    for (const socket of passing) socket.destroy();
  };
  return { host: `localhost:${await listen(server)}`, [Symbol.asyncDispose]: () => close(server, cut) };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address: AddressInfo | string | null = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

function close(server: Server, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    cut();
  });
}
