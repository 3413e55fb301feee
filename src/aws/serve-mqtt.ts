import { type ConnectionFailureEvent, type DisconnectionEvent, Mqtt5Client } from "aws-crt/dist.browser/browser/mqtt5";
import {
  ClientSessionBehavior,
  DisconnectReasonCode,
  Mqtt5WebsocketUrlFactoryType,
  QoS,
} from "aws-crt/dist.browser/browser/mqtt5";

import { type Clock, systemClock } from "#domain/clock.ts";

import { type Ending, type Order, pack, type Port, type Report, subackTimeout } from "./link-protocol.ts";
import { openMessageBatches } from "./message-batches.ts";
import { giveEachPacketItsOwnBytes, usesPatchedDecoder } from "./own-bytes.ts";

/** AWS IoT treats anything shorter as 30 s. The client gives a missing answer half as long again. */
const keepAliveIntervalSeconds = 30;
const connectTimeoutMs = 10_000;
const neverMs = 3_600_000;
/** The client itself waits for a SUBACK for ever; AWS answers within a round trip. */
const subackTimeoutMs = 10_000;

/** The worker's side of the MQTT connection: one client of the device SDK for each attempt. */
export function serveMqtt(port: Port, clock: Pick<Clock, "after"> = systemClock): void {
  let client: Mqtt5Client | undefined;
  let standing: Mqtt5Client | undefined;

  const report: Reporter = (text, transfer = []) => port.postMessage(text, { transfer });
  const obey = async (order: Order): Promise<void> => {
    switch (order.kind) {
      case "open":
        client?.stop();
        client = open(order, report, (opened) => (standing = opened));
        break;
      case "close":
        // With a goodbye it would wait for a CONNACK first.
        client?.stop(standing === client ? { reasonCode: DisconnectReasonCode.NormalDisconnection } : undefined);
        client = undefined;
        break;
      case "unsubscribe":
        // Nobody waits for the answer: the broker may go on sending until it comes, and its refusal would change nothing.
        await client?.unsubscribe({ topicFilters: [...order.filters] }).catch(() => {});
        break;
      case "subscribe": {
        const subscriptions = order.filters.map((topicFilter) => ({ topicFilter, qos: QoS.AtLeastOnce }));
        const asked = client;
        const callOff = clock.after(subackTimeoutMs, () => asked === client && giveUp(order, subackTimeout));
        await answerOf(asked?.subscribe({ subscriptions }), order, report, ({ reasonCodes }) => reasonCodes);
        callOff();
        break;
      }
      case "publish": {
        const { topic: topicName, payload } = order;
        const sent = client?.publish({ topicName, payload, qos: QoS.AtLeastOnce });
        await answerOf(sent, order, report, (puback) => [puback?.reasonCode ?? 0]);
        break;
      }
    }
  };
  const giveUp = ({ attempt }: Order, detail: string) => {
    client?.stop();
    client = undefined;
    report({ kind: "ended", attempt, reasonCode: undefined, reasonString: undefined, detail });
  };
  port.addEventListener("message", ({ data }: MessageEvent<Order>) => void obey(data));
}

type Reporter = (report: Report, transfer?: Transferable[]) => void;

function open(
  { attempt, url, clientId }: Extract<Order, { kind: "open" }>,
  report: Reporter,
  onOpened: (client: Mqtt5Client) => void,
): Mqtt5Client | undefined {
  const end = (ending: Partial<Ending> & Pick<Ending, "detail">) =>
    report({ kind: "ended", attempt, reasonCode: undefined, reasonString: undefined, ...ending });
  try {
    giveEachPacketItsOwnBytes();
    const client = clientFor(url, clientId);
    if (!usesPatchedDecoder(client)) throw new Error("aws-crt is here twice, and only one copy is patched.");
    const batches = openMessageBatches(systemClock, (messages) => {
      const batch = pack(messages);
      report({ kind: "messages", attempt, batch }, [batch.bytes.buffer]);
    });
    client.on("connectionSuccess", () => {
      onOpened(client);
      report({ kind: "opened", attempt });
    });
    client.on("messageReceived", ({ message: { topicName, payload } }) => {
      batches.add({ topic: topicName, payload: bytesOf(payload) });
    });
    // Stopped before it tries again by itself: the next attempt is the page's to make, with credentials that are fresh then.
    client.on("connectionFailure", ({ error, connack }: ConnectionFailureEvent) => {
      client.stop();
      end({ reasonCode: connack?.reasonCode, reasonString: connack?.reasonString, detail: textOf(error) });
    });
    client.on("disconnection", ({ error, disconnect }: DisconnectionEvent) => {
      client.stop();
      end({ reasonCode: disconnect?.reasonCode, reasonString: disconnect?.reasonString, detail: textOf(error) });
    });
    client.start();
    return client;
  } catch (error) {
    report({ kind: "unfit", attempt, detail: textOf(error) });
    return undefined;
  }
}

function clientFor(url: string, clientId: string): Mqtt5Client {
  const { hostname } = new URL(url);
  return new Mqtt5Client({
    hostName: hostname,
    port: 443,
    connectProperties: { clientId, keepAliveIntervalSeconds },
    sessionBehavior: ClientSessionBehavior.Clean,
    connectTimeoutMs,
    // Never by itself: it is stopped as soon as it fails, and this leaves time for that.
    minReconnectDelayMs: neverMs,
    maxReconnectDelayMs: neverMs,
    // The metrics are written into the user name, of which SigV4 has no use.
    disableMetrics: true,
    websocketOptions: {
      urlFactoryOptions: {
        urlFactory: Mqtt5WebsocketUrlFactoryType.Custom,
        customUrlFactory: () => url,
      },
    },
  });
}

async function answerOf<Ack>(
  sent: Promise<Ack> | undefined,
  { attempt, id }: { readonly attempt: number; readonly id: number },
  report: Reporter,
  codesOf: (ack: Ack) => readonly number[],
): Promise<void> {
  try {
    if (!sent) throw new Error("There is no connection.");
    report({ kind: "answered", attempt, id, reasonCodes: codesOf(await sent) });
  } catch (error) {
    report({ kind: "failed", attempt, id, detail: textOf(error) });
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function bytesOf(payload: unknown): Uint8Array {
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  return payload instanceof ArrayBuffer ? new Uint8Array(payload) : new Uint8Array();
}
