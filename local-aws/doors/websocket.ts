import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

import { type WebSocket, WebSocketServer } from "ws";

import type { Account } from "#local/account/account.ts";
import { iotDeviceGateway } from "#local/services/iotdevicegateway/iotdevicegateway.ts";
import { AwsError, NotEmulated } from "#local/wire/errors.ts";
import type { HttpRequest, HttpResponse } from "#local/wire/http.ts";
import type { MqttConnection } from "#local/wire/mqtt/connection.ts";
import { closeCodes, type Link } from "#local/wire/mqtt/link.ts";
import { reasonCodes } from "#local/wire/mqtt/reason-codes.ts";
import { restJson } from "#local/wire/rest-json.ts";

import { corsHeaders } from "./cors.ts";

/** MQTT over WebSocket at `/mqtt`. Dispose it to disconnect everybody. */
export interface WebSocketDoor extends AsyncDisposable {
  readonly upgrade: (request: HttpRequest, incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;
  /** Answers a request for `/mqtt` that asks for no WebSocket; undefined for every other path. */
  answer(request: HttpRequest): HttpResponse | undefined;
}

const path = "/mqtt";

/** MQTT 3.1's name is what Amplify, the browser client of MQTT 3.1.1 and version 1 of the device SDKs ask for. */
const subprotocols = ["mqtt", "mqttv3.1"];

/** A frame may hold many packets; none that a client has reason to send is larger than this. */
const largestMessage = 1024 * 1024;

const options = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: largestMessage,
  /** Milliseconds that a peer may take to say goodbye in its turn. */
  closeTimeout: 2000,
  handleProtocols: (offered: ReadonlySet<string>) => subprotocols.find((name) => offered.has(name)) ?? false,
};

export function openWebSocketDoor(account: Account): WebSocketDoor {
  const gateway = iotDeviceGateway(account);
  const server = new WebSocketServer(options);
  let isOpen = true;

  return {
    upgrade: (request, incoming, socket, head) => {
      if (!isOpen) {
        socket.destroy();
        return;
      }
      const refuse = (response: HttpResponse) => writeResponse(socket, request, response, account.clock.now());
      if (request.path !== path) {
        refuse(restJson.refuse(new NotEmulated(`a WebSocket at ${request.path}`), account.ids.uuid()));
        return;
      }
      const entrance = gateway.authenticate(request);
      if (!entrance.ok) {
        refuse(entrance.response);
        return;
      }
      if (!offersMqtt(request)) {
        refuse(restJson.refuse(noSubprotocol, account.ids.uuid()));
        return;
      }
      const { ip: sourceIp, port: sourcePort } = request.origin;
      server.handleUpgrade(incoming, socket, head, (webSocket) => {
        listen(webSocket, gateway.serve({ principal: entrance.principal, sourceIp, sourcePort }, linkTo(webSocket)));
      });
    },
    answer: (request) => {
      if (request.path !== path || request.method !== "GET") return undefined;
      const entrance = gateway.authenticate(request);
      if (!entrance.ok) return entrance.response;
      const { status, headers, body } = restJson.refuse(upgradeRequired, account.ids.uuid());
      return { status, headers: { ...headers, upgrade: "websocket" }, body };
    },
    [Symbol.asyncDispose]: async () => {
      isOpen = false;
      gateway[Symbol.dispose]();
      await Promise.all(Array.from(server.clients, closed));
    },
  };
}

/** "The Client MUST include "mqtt" in the list of WebSocket Sub Protocols it offers" (MQTT-6.0.0-3). */
const noSubprotocol = new AwsError(400, "BadRequestException", `Offer the WebSocket subprotocol ${subprotocols[0]}.`);

const upgradeRequired = new AwsError(
  426,
  "UpgradeRequired",
  "The signature is good. MQTT is spoken here over WebSocket: ask with 'Upgrade: websocket'.",
);

function offersMqtt({ headers }: HttpRequest): boolean {
  const offered = (headers["sec-websocket-protocol"] ?? "").split(",").map((name) => name.trim());
  return offered.some((name) => subprotocols.includes(name));
}

function linkTo(webSocket: WebSocket): Link {
  return {
    send: (frame) => webSocket.send(frame),
    close: (code) => webSocket.close(code),
    get waiting() {
      return webSocket.bufferedAmount;
    },
  };
}

function listen(webSocket: WebSocket, connection: MqttConnection): void {
  webSocket.on("message", (data, isBinary) => {
    if (isBinary && Buffer.isBuffer(data)) connection.receive(data);
    // "If any other type of data frame is received the recipient MUST close the Network Connection" (MQTT-6.0.0-1).
    else connection.end("CLIENT_ERROR", notBinary, closeCodes.unsupportedData);
  });
  webSocket.on("error", (error) => {
    // The peer broke the WebSocket protocol, and `ws` closes with the code for it; any other error is the line's.
    if ("code" in error && String(error.code).startsWith("WS_ERR_"))
      connection.end("CLIENT_ERROR", { code: reasonCodes.malformedPacket, says: error.message });
  });
  webSocket.on("close", (code) => connection.hungUp(code !== lostWithoutClose));
}

const notBinary = { code: reasonCodes.malformedPacket, says: "MQTT is sent in binary frames." };

/** RFC 6455 §7.4.1: no Close frame was received. */
const lostWithoutClose = 1006;

function closed(webSocket: WebSocket): Promise<void> {
  return new Promise((resolve) => {
    webSocket.once("close", () => resolve());
    webSocket.close(closeCodes.goingAway);
  });
}

function writeResponse(
  socket: Duplex,
  request: HttpRequest,
  { status, headers, body }: HttpResponse,
  now: number,
): void {
  const lines = Object.entries({
    date: new Date(now).toUTCString(),
    ...corsHeaders(request),
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
    connection: "close",
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n`);
  socket.end(body);
}
