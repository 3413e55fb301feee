import type { ConnackProperties } from "./packet-writer.ts";
import type { Connect, Publish, SubscriptionRequest } from "./packets.ts";
import type { DisconnectReason } from "./reason-codes.ts";

/** Whoever stands behind a connection and decides what its packets mean. */
export interface Behind {
  connect(connect: Connect): ConnectAnswer;
  /** A promise when the answer has to wait until the message is safe. */
  publish(publish: IncomingPublish): Verdict | Promise<Verdict>;
  subscribe(requests: readonly SubscriptionRequest[]): SubscribeAnswer;
  /** A reason code for each filter. */
  unsubscribe(filters: readonly string[]): readonly number[];
  /** Called once, and only when CONNECT was accepted. */
  ended(ending: Ending): void;
  /** Something here failed that is not the peer's fault. */
  failed(error: unknown): void;
}

/** PUBLISH with its topic alias resolved. */
export type IncomingPublish = Omit<Publish, "topicAlias" | "kind">;

export type ConnectAnswer =
  | { readonly accepted: true; readonly keepAliveSeconds: number; readonly properties: ConnackProperties }
  | { readonly accepted: false; readonly verdict: Verdict };

/** A reason code, and for a refusal the sentence that explains it. */
export interface Verdict {
  readonly code: number;
  readonly says?: string;
}

export interface SubscribeAnswer {
  readonly verdicts: readonly Verdict[];
  /** What follows the SUBACK: the retained messages. */
  readonly afterwards: () => void;
}

export interface Ending {
  readonly reason: DisconnectReason;
  readonly sendsWill: boolean;
  readonly says: string;
}
