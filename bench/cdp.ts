import { isRecord } from "./record.ts";
import { WebSocket } from "ws";

/** A Chrome DevTools Protocol session, spoken directly: an automation library would watch every frame and slow the page that is measured. */
export interface Cdp {
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  on(event: string, listener: (params: Readonly<Record<string, unknown>>) => void): void;
}

/** The browser's own session, and those of its pages. */
export interface CdpConnection {
  readonly browser: Cdp;
  page(sessionId: string): Cdp;
  close(): void;
}

interface Waiting {
  readonly resolve: (result: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
}

export async function connectCdp(url: string): Promise<CdpConnection> {
  const socket = new WebSocket(url, { maxPayload: 0 });
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, ((params: Readonly<Record<string, unknown>>) => void)[]>();
  let last = 0;

  socket.on("message", (data: Buffer) => {
    const message: unknown = JSON.parse(data.toString("utf8"));
    if (!isRecord(message)) return;
    const { id, method, sessionId = "" } = message;
    const params = isRecord(message["params"]) ? message["params"] : {};
    if (typeof method === "string")
      for (const listen of listeners.get(`${String(sessionId)} ${method}`) ?? []) listen(params);
    const call = waiting.get(Number(id));
    waiting.delete(Number(id));
    if (isRecord(message["error"])) call?.reject(new Error(String(message["error"]["message"])));
    else call?.resolve(isRecord(message["result"]) ? message["result"] : {});
  });

  const session = (sessionId: string): Cdp => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId === "" ? {} : { sessionId }) }));
      }),
    on: (event, listener) => {
      const key = `${sessionId} ${event}`;
      listeners.set(key, [...(listeners.get(key) ?? []), listener]);
    },
  });
  return { browser: session(""), page: session, close: () => socket.close() };
}
