import { readFileSync } from "node:fs";
import { createServer } from "node:http";

/** The floor pages, served plainly. */
export async function serveFloorFiles() {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? "/", "http://localhost").pathname.slice(1);
    if (!/^[a-z-]+\.(html|js)$/.test(name)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("content-type", name.endsWith(".js") ? "text/javascript" : "text/html");
    response.end(readFileSync(new URL(`floor/${name}`, import.meta.url)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
