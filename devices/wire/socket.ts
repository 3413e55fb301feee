import type { IncomingMessage } from "node:http";

import { WebSocket } from "ws";

import { type ConnectRefused, upgradeRefused } from "./refusal.ts";

const longestBody = 4_096;

/** Opens a WebSocket for MQTT; tells why when the upgrade is refused, which a plain client never learns. */
export function openSocket(url: string, refused: (why: ConnectRefused) => void): WebSocket {
  const socket = new WebSocket(url, ["mqtt"], { perMessageDeflate: false });
  socket.on("unexpected-response", (_request, response: IncomingMessage) => {
    let body = "";
    response.setEncoding("utf8");
    response.on("data", (chunk: string) => {
      body = (body + chunk).slice(0, longestBody);
    });
    response.once("close", () => {
      refused(upgradeRefused(response.statusCode ?? 0, body));
      socket.terminate();
    });
  });
  return socket;
}
