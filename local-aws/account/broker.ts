import type { Message, QoS } from "#local/wire/mqtt/message.ts";
import { publication, type Publication } from "#local/wire/mqtt/publication.ts";

import { openRetainedMessages, type RetainedMessages } from "./broker-retained.ts";
import { subscriptionTree } from "./broker-tree.ts";
import type { Environment } from "./environment.ts";

/** Somebody who receives messages. Whether he may is his to ask. */
export interface Subscriber {
  receive(publication: Publication, how: { readonly qos: QoS; readonly retain: boolean }): void;
}

/** What a subscriber asked for with one topic filter. */
interface Subscription {
  readonly filter: string;
  readonly qos: QoS;
  readonly noLocal: boolean;
  readonly retainAsPublished: boolean;
}

/** The account's message broker: takes messages from anybody, also from services, and hands them to whoever subscribed. */
export interface Broker {
  /** Returns the way to unsubscribe. */
  subscribe(subscriber: Subscriber, subscription: Subscription): () => void;
  /** Every matching subscriber gets the message once, at the lower of its own and his highest matching QoS. */
  publish(message: Message, publisher?: Subscriber): void;
  readonly retained: RetainedMessages;
}

interface Entry {
  readonly subscriber: Subscriber;
  readonly subscription: Subscription;
}

export function openBroker(needs: Pick<Environment, "store" | "clock">): Broker {
  const tree = subscriptionTree<Entry>();
  const retained = openRetainedMessages(needs);

  return {
    retained,
    subscribe: (subscriber, subscription) => {
      const entry = { subscriber, subscription };
      tree.add(subscription.filter, entry);
      return () => tree.remove(subscription.filter, entry);
    },
    publish: (message, publisher) => {
      if (message.retain) retained.keep(message);
      const receivers = new Map<Subscriber, Subscription>();
      tree.match(message.topic, ({ subscriber, subscription }) => {
        if (subscription.noLocal && subscriber === publisher) return;
        const other = receivers.get(subscriber);
        if (!other || other.qos < subscription.qos) receivers.set(subscriber, subscription);
      });
      if (receivers.size === 0) return;
      const outgoing = publication(message);
      for (const [subscriber, { qos, retainAsPublished }] of receivers) {
        // "Retained messages that are received by a subscribing client after subscription don't have the RETAIN flag set."
        const how = { qos: qos < message.qos ? qos : message.qos, retain: retainAsPublished && message.retain };
        subscriber.receive(outgoing, how);
      }
    },
  };
}
