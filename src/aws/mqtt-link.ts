import type { Message } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";

import { type Ending, type Order, type Port, type Report, unpack } from "./link-protocol.ts";

/** The page's end of the line to the client in the worker. */
export interface MqttLink extends Disposable {
  /** Starts an attempt; whatever was open before is closed. */
  open(order: { readonly url: string; readonly clientId: string }, listener: SessionListener): MqttSession;
}

/** One attempt, and the connection that came of it. */
export interface MqttSession {
  /** SUBACK's codes. Rejects with connection-lost when the connection ends first. */
  subscribe(filters: readonly string[]): Promise<readonly number[]>;
  unsubscribe(filters: readonly string[]): void;
  /** PUBACK's code. Rejects with connection-lost when the connection ends first. */
  publish(topic: string, payload: Uint8Array): Promise<number>;
  close(): void;
}

export interface SessionListener {
  readonly onOpened: () => void;
  readonly onEnded: (ending: Ending) => void;
  readonly onUnfit: (detail: string) => void;
  readonly onMessages: (messages: readonly Message[]) => void;
}

interface Waiting {
  readonly resolve: (reasonCodes: readonly number[]) => void;
  readonly reject: (trouble: Trouble) => void;
}

/** @param stop ends whatever is at the other end of the port. */
export function openMqttLink(port: Port, stop: () => void): MqttLink {
  let attempt = 0;
  let listener: SessionListener | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const order = (text: Order) => port.postMessage(text, { transfer: [] });
  const forget = (detail: string) => {
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(new Trouble("connection-lost", { detail }));
  };
  const close = () => {
    order({ kind: "close", attempt });
    listener = undefined;
    attempt += 1;
    forget("It was closed.");
  };
  const hear = (report: Report) => {
    if (report.attempt !== attempt || !listener) return;
    const { onOpened, onEnded, onUnfit, onMessages } = listener;
    switch (report.kind) {
      case "opened":
        onOpened();
        break;
      case "messages":
        onMessages(unpack(report.batch));
        break;
      case "ended":
        listener = undefined;
        forget(report.detail);
        onEnded(report);
        break;
      case "unfit":
        listener = undefined;
        onUnfit(report.detail);
        break;
      case "answered":
        take(report.id)?.resolve(report.reasonCodes);
        break;
      case "failed":
        take(report.id)?.reject(troubleOfFailure(report.detail));
        break;
    }
  };
  const take = (id: number) => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };
  port.addEventListener("message", ({ data }: MessageEvent<Report>) => hear(data));

  return {
    open: (opening, listening) => {
      forget("A new attempt was made.");
      attempt += 1;
      listener = listening;
      const mine = attempt;
      const say = (text: Order) => {
        if (attempt === mine) order(text);
      };
      const askFor = (text: (id: number) => Order) =>
        new Promise<readonly number[]>((resolve, reject) => {
          if (attempt !== mine) reject(new Trouble("connection-lost", { detail: "A new attempt was made." }));
          lastId += 1;
          waiting.set(lastId, { resolve, reject });
          say(text(lastId));
        });
      order({ kind: "open", attempt, ...opening });
      return {
        subscribe: (filters) => askFor((id) => ({ kind: "subscribe", attempt: mine, id, filters })),
        unsubscribe: (filters) => say({ kind: "unsubscribe", attempt: mine, filters }),
        publish: async (topic, payload) => {
          const [code = 0] = await askFor((id) => ({ kind: "publish", attempt: mine, id, topic, payload }));
          return code;
        },
        close: () => {
          if (attempt !== mine) return;
          close();
        },
      };
    },
    [Symbol.dispose]: () => {
      // Also an attempt of which nothing has come yet.
      close();
      stop();
    },
  };
}

/** The client rejects what it had not sent yet when the connection broke in these words; anything else it would not send at all. */
function troubleOfFailure(detail: string): Trouble {
  return new Trouble(detail.includes("OfflineQueuePolicy") ? "connection-lost" : "unexpected", { detail });
}
