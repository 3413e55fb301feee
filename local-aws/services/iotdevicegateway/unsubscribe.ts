import { reasonCodes } from "#local/wire/mqtt/reason-codes.ts";
import { problemWithTopicFilter } from "#local/wire/mqtt/topics.ts";

import type { Client } from "./client.ts";

/** Unsubscribes; a filter that was not subscribed to is none the worse for it. */
export function hearUnsubscribe({ presence, subscriptions }: Client, filters: readonly string[]): readonly number[] {
  const codes = filters.map((filter) => {
    subscriptions.get(filter)?.();
    subscriptions.delete(filter);
    return problemWithTopicFilter(filter) === undefined ? reasonCodes.success : reasonCodes.topicFilterInvalid;
  });
  presence.unsubscribed(filters);
  return codes;
}
