import { existsSync, readFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";

import { type Connect, createServer, type Plugin, preview } from "vite";

import type { ConsoleConfig } from "./console-config.ts";

/** A console that is being served; dispose it to stop. */
export interface ConsoleServer extends AsyncDisposable {
  /** `http://localhost:4173/`. */
  readonly url: string;
}

interface Serving {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  /** Asked at every request for config.json, so that a test may change what the console is told. */
  readonly config: () => ConsoleConfig;
}

const root = fileURLToPath(new URL("..", import.meta.url));

/** Serves the built console, as a host would: immutable assets, security headers, config.json beside it. */
export async function servePreview({ port, host = "localhost", config }: Serving): Promise<ConsoleServer> {
  const server = await preview({
    root,
    logLevel: "error",
    preview: { port, host, strictPort: true },
    plugins: [serveConfig(config), secureHeaders(config), onlyPagesFallBack()],
  });
  return { url: server.resolvedUrls?.local[0] ?? "", [Symbol.asyncDispose]: () => server.close() };
}

/** Serves the console from its sources, with reload. */
export async function serveSources({ port, host = "localhost", config }: Serving): Promise<ConsoleServer> {
  const server = await createServer({ root, server: { port, host, strictPort: true }, plugins: [serveConfig(config)] });
  await server.listen();
  return { url: server.resolvedUrls?.local[0] ?? "", [Symbol.asyncDispose]: () => server.close() };
}

function serveConfig(config: () => ConsoleConfig): Plugin {
  const middleware: Connect.NextHandleFunction = (request, response, next) => {
    if (request.url?.split("?")[0] !== "/config.json") {
      next();
      return;
    }
    response.setHeader("content-type", "application/json");
    response.setHeader("cache-control", "no-store");
    response.end(JSON.stringify(config()));
  };
  const use = (server: { readonly middlewares: Connect.Server }) => void server.middlewares.use(middleware);
  return { name: "yagura:config", configureServer: use, configurePreviewServer: use };
}

function secureHeaders(config: () => ConsoleConfig): Plugin {
  const file = new URL("../infra/hosting/security-headers.json", import.meta.url);
  const headers: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, "utf8"));
  return {
    name: "yagura:security-headers",
    configurePreviewServer: (server) => {
      server.middlewares.use((request, response, next) => {
        const connect = hostsOf(config());
        for (const [name, value] of Object.entries(headers))
          response.setHeader(name, value.replace("{connect}", connect));
        setCaching(request.url ?? "", response);
        next();
      });
    },
  };
}

/** A page that is not there is the console's to explain; a script that is not there must not be answered with a page. */
function onlyPagesFallBack(): Plugin {
  return {
    name: "yagura:only-pages-fall-back",
    configurePreviewServer: (server) => {
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split("?")[0] ?? "/";
        const page = request.headers.accept?.includes("text/html") ?? false;
        if (page || !/\.\w+$/.test(path) || existsSync(`${root}dist${path}`)) {
          next();
          return;
        }
        response.writeHead(404, { "content-type": "text/plain", "cache-control": "no-store" }).end("Not found\n");
      });
    },
  };
}

/** Only names that carry a content hash may be kept; everything else is asked for again. */
function setCaching(url: string, response: ServerResponse): void {
  response.setHeader("cache-control", url.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
}

/** The origins that the configuration names: the console may speak to them and to nobody else. */
function hostsOf(value: unknown): string {
  const origins = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === "string" && /^(https?|wss?):\/\//.test(part)) {
      origins.add(new URL(part).origin);
      // When a WebSocket does not open, the console asks the same address over HTTP why.
      origins.add(new URL(part.replace(/^ws/, "http")).origin);
    }
    if (typeof part === "object" && part !== null) for (const child of Object.values(part)) visit(child);
  };
  visit(value);
  return [...origins].join(" ");
}
