import type { Message } from "#domain/ports.ts";

/** What the page and the worker of the MQTT connection say to each other. Every word belongs to one attempt; words of an older one are dropped. */
export type Order = { readonly attempt: number } & (
  | { readonly kind: "open"; readonly url: string; readonly clientId: string }
  | { readonly kind: "subscribe"; readonly id: number; readonly filters: readonly string[] }
  | { readonly kind: "unsubscribe"; readonly filters: readonly string[] }
  | { readonly kind: "publish"; readonly id: number; readonly topic: string; readonly payload: Uint8Array }
  | { readonly kind: "close" }
);

export type Report = { readonly attempt: number } & (
  | { readonly kind: "opened" }
  | ({ readonly kind: "ended" } & Ending)
  /** This client must not be used: no attempt will do better. */
  | { readonly kind: "unfit"; readonly detail: string }
  /** SUBACK's or PUBACK's reason codes. */
  | { readonly kind: "answered"; readonly id: number; readonly reasonCodes: readonly number[] }
  | { readonly kind: "failed"; readonly id: number; readonly detail: string }
  | { readonly kind: "messages"; readonly batch: Batch }
);

/** How an attempt or a connection came to its end. */
export interface Ending {
  /** Of CONNACK or DISCONNECT, when the broker sent one. */
  readonly reasonCode: number | undefined;
  /** What the broker said with it. */
  readonly reasonString: string | undefined;
  /** The client's own words. */
  readonly detail: string;
}

/** The ending of a connection on which a SUBSCRIBE was not answered within ten seconds. */
export const subackTimeout = "Suback timeout";

/** Messages on their way to the page: their payloads one after the other in one buffer, which is handed over instead of copied. */
export interface Batch {
  readonly topics: readonly string[];
  /** Where each payload ends in `bytes`. */
  readonly ends: readonly number[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export function pack(messages: readonly Message[]): Batch {
  const bytes = new Uint8Array(messages.reduce((length, { payload }) => length + payload.byteLength, 0));
  let end = 0;
  const ends = messages.map(({ payload }) => {
    bytes.set(payload, end);
    end += payload.byteLength;
    return end;
  });
  return { topics: messages.map(({ topic }) => topic), ends, bytes };
}

export function unpack({ topics, ends, bytes }: Batch): readonly Message[] {
  return topics.map((topic, index) => ({ topic, payload: bytes.subarray(ends[index - 1] ?? 0, ends[index]) }));
}

/** One end of the line between page and worker: a Worker, its scope, or a MessagePort. */
export interface Port {
  postMessage(message: unknown, options: { readonly transfer: Transferable[] }): void;
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
}
