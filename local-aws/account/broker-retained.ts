import type { Message, MessageProperties, QoS } from "#local/wire/mqtt/message.ts";

import type { Environment } from "./environment.ts";

/** The message that a topic keeps for those who subscribe later. */
interface RetainedMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: QoS;
  readonly properties: MessageProperties;
  /** Milliseconds since the epoch. */
  readonly lastModifiedAt: number;
  readonly expiresAt: number | undefined;
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-retain */
export interface RetainedMessages {
  /** Keeps the message in the place of an earlier one; an empty payload removes it. */
  keep(message: Message): void;
  get(topic: string): RetainedMessage | undefined;
  /** All that have not expired, by topic. */
  all(): readonly RetainedMessage[];
}

export function openRetainedMessages({ store, clock }: Pick<Environment, "store" | "clock">): RetainedMessages {
  const byTopic = store.table<RetainedMessage>("iot-retained");
  const isAlive = ({ expiresAt }: RetainedMessage) => expiresAt === undefined || expiresAt > clock.now();

  return {
    keep: ({ topic, payload, qos, properties, expiresAt }) => {
      if (payload.length === 0) byTopic.delete(topic);
      else byTopic.set(topic, { topic, payload, qos, properties, expiresAt, lastModifiedAt: clock.now() });
    },
    get: (topic) => {
      const kept = byTopic.get(topic);
      if (!kept || isAlive(kept)) return kept;
      byTopic.delete(topic);
      return undefined;
    },
    all: () =>
      Array.from(byTopic.values())
        .filter(isAlive)
        .toSorted((a, b) => (a.topic < b.topic ? -1 : 1)),
  };
}
