import { Trouble, type TroubleFacts } from "#domain/trouble.ts";

import { type Ending, subackTimeout } from "./link-protocol.ts";

/**
 * Why a CONNECT was refused, or a connection that stood was ended. Undefined when the broker gave no reason.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt5-reason-codes
 */
export function troubleOfReason({ reasonCode, reasonString }: Ending, identityId: string): Trouble | undefined {
  if (reasonCode === undefined) return undefined;
  const facts: TroubleFacts = { reasonCode, ...(reasonString && { detail: reasonString }) };
  switch (reasonCode) {
    // Client Identifier not valid.
    case 133:
      return new Trouble("client-id-refused", { identityId });
    // Bad User Name or Password, Not authorized, Banned.
    case 134:
    case 135:
    case 138:
      return new Trouble("connect-not-authorized", { identityId });
    // Keep Alive timeout: the broker heard nothing of us for one and a half times the keep-alive.
    case 141:
      return new Trouble("kept-silent", { seconds: 45 });
    // Session taken over.
    case 142:
      return new Trouble("taken-over", { identityId });
    // Receive Maximum exceeded, Message rate too high, Quota exceeded, Connection rate exceeded.
    case 147:
    case 150:
    case 151:
    case 159:
      return new Trouble("quota-exceeded", facts);
    default:
      return new Trouble("server-closed", facts);
  }
}

/** Why a connection that stood ended. The client's own words are all there is when the broker said nothing. */
export function troubleOfLoss(ending: Ending, identityId: string): Trouble {
  const named = troubleOfReason(ending, identityId);
  if (named) return named;
  // The client asks after 30 s and waits half as long for the answer.
  if (ending.detail === "Pingresp timeout") return new Trouble("kept-silent", { seconds: 45 });
  if (ending.detail === subackTimeout) return new Trouble("kept-silent", { seconds: 10 });
  return new Trouble("connection-lost", { detail: ending.detail });
}

/** Undefined for a code below 128: granted. */
export function troubleOfSuback(reasonCode: number, topicFilter: string): Trouble | undefined {
  if (reasonCode < 128) return undefined;
  // 128 is what AWS IoT answers beyond 50 subscriptions, and 151 says so by name.
  if (reasonCode === 128 || reasonCode === 151) return new Trouble("quota-exceeded", { reasonCode, topicFilter });
  return new Trouble("subscribe-not-authorized", { reasonCode, topicFilter });
}

/** Undefined for a code below 128: taken. */
export function troubleOfPuback(reasonCode: number, topic: string): Trouble | undefined {
  if (reasonCode < 128) return undefined;
  // Not authorized, and a topic that is none: both are the policy's or the topic's fault, not of the moment.
  if (reasonCode === 135 || reasonCode === 144) return new Trouble("publish-not-authorized", { reasonCode, topic });
  return new Trouble("quota-exceeded", { reasonCode, topic });
}
