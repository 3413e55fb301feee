import type { Message } from "#local/wire/mqtt/message.ts";
import { problemWithProperties } from "#local/wire/mqtt/property-limits.ts";
import { isReserved, problemWithTopicName } from "#local/wire/mqtt/topics.ts";

import type { Account } from "./account.ts";
import type { Authorization } from "./authorization.ts";
import type { Subscriber } from "./broker.ts";
import { useOf } from "./broker-reserved.ts";

/** Somebody who publishes, over MQTT or HTTP. */
export interface Publisher {
  readonly may: (action: string, resource: string) => Authorization;
  /** Set where he also receives. */
  readonly subscriber?: Subscriber;
}

/** What became of a message; who refuses it says so as his protocol does. */
export type Published =
  /** `safe` where it must be on disk before it is acknowledged. */
  | { readonly end: "published"; readonly safe?: Promise<unknown> }
  | { readonly end: "invalid"; readonly says: string }
  | { readonly end: "too-large"; readonly says: string }
  | { readonly end: "over-quota"; readonly says: string }
  | { readonly end: "not-emulated"; readonly what: string }
  | ({ readonly end: "denied" } & PublishDenial);

export interface PublishDenial {
  readonly action: string;
  readonly resource: string;
  readonly why: string;
}

type Needs = Pick<Account, "accountId" | "broker" | "region" | "shadows" | "store">;

const largestPayload = 128 * 1024;

/** Publishes a message of somebody outside: to whoever subscribed, or to the service behind a reserved topic. */
export function publishFor(account: Needs, { may, subscriber }: Publisher, message: Message): Published {
  const { topic, payload, retain, properties } = message;
  const problem = problemWithTopicName(topic);
  if (problem !== undefined) return invalid(problem);
  if (payload.length > largestPayload)
    return { end: "too-large", says: `A payload must not be larger than ${largestPayload} bytes.` };
  const excess = problemWithProperties(properties);
  if (excess !== undefined) return { end: "over-quota", says: excess };
  const denial = publishDenial(account, may, message);
  if (denial) return { end: "denied", ...denial };

  if (!isReserved(topic)) {
    account.broker.publish(message, subscriber);
    return { end: "published", ...(retain && { safe: account.store.settled() }) };
  }
  if (retain) return invalid("You can't publish to a reserved topic with the RETAIN flag set.");
  const reserved = useOf(topic);
  if (reserved.use === "none") return invalid("Clients cannot publish to this reserved topic.");
  if (reserved.use === "not-emulated") return { end: "not-emulated", what: reserved.what };
  account.broker.publish(message, subscriber);
  return { end: "published", safe: account.shadows.request(reserved.action, reserved.thingName, payload, "MQTT") };
}

const invalid = (says: string) => ({ end: "invalid", says }) as const;

/** The first of the needed permissions that is lacking. */
export function publishDenial(
  { region, accountId }: Pick<Account, "region" | "accountId">,
  may: Publisher["may"],
  { topic, retain }: Pick<Message, "topic" | "retain">,
): PublishDenial | undefined {
  const resource = `arn:aws:iot:${region}:${accountId}:topic/${topic}`;
  for (const action of retain ? ["iot:Publish", "iot:RetainPublish"] : ["iot:Publish"]) {
    const { allowed, why } = may(action, resource);
    if (!allowed) return { action, resource, why };
  }
  return undefined;
}
