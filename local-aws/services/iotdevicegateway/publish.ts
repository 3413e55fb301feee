import type { Account } from "#local/account/account.ts";
import { publishDenial, type PublishDenial, type Publisher, publishFor } from "#local/account/publishing.ts";
import type { IncomingPublish, Verdict } from "#local/wire/mqtt/behind.ts";
import { expiryOf, type Message } from "#local/wire/mqtt/message.ts";
import { ProtocolViolation, reasonCodes } from "#local/wire/mqtt/reason-codes.ts";

import type { Client } from "./client.ts";

type Needs = Pick<Account, "accountId" | "broker" | "clock" | "region" | "shadows" | "store">;

const success: Verdict = { code: reasonCodes.success };

/** What becomes of a message that a client publishes. A promise where something must be safe before it is acknowledged. */
export function hearPublish(account: Needs, client: Client, publish: IncomingPublish): Verdict | Promise<Verdict> {
  const { topic, payload, retain, properties } = publish;
  const expiresAt = expiryOf(publish.expirySeconds, account.clock.now());
  const message: Message = { topic, payload, qos: publish.qos === 0 ? 0 : 1, retain, properties, expiresAt };
  const refuse = (code: number, says: string): Verdict => {
    client.log.refused("Publish-In", says, { topicName: topic });
    return { code, says };
  };
  const published = publishFor(account, { may: mayOf(client), subscriber: client }, message);
  if (published.end === "published") return published.safe ? published.safe.then(() => success) : success;
  if (published.end === "denied") {
    logDenial(client, publish, published);
    return { code: reasonCodes.notAuthorized };
  }
  if (published.end === "not-emulated") {
    const says = `The embedded AWS does not emulate ${published.what}. What it does is listed in local-aws/SPEC.md.`;
    return refuse(reasonCodes.implementationSpecificError, says);
  }
  if (published.end === "over-quota") return refuse(reasonCodes.quotaExceeded, published.says);
  if (published.end === "invalid") return refuse(reasonCodes.topicNameInvalid, published.says);
  // "A client will be disconnected if it attempts to publish with a payload that exceeds the payload limit."
  throw new ProtocolViolation(refuse(reasonCodes.packetTooLarge, published.says).code, published.says);
}

/** Whether policies allow it; a denial is recorded. */
export function mayPublish(
  account: Pick<Account, "accountId" | "region">,
  client: Pick<Client, "permissions" | "log">,
  message: Pick<Message, "topic" | "retain">,
): boolean {
  const denial = publishDenial(account, mayOf(client), message);
  if (denial) logDenial(client, message, denial);
  return denial === undefined;
}

function mayOf({ permissions }: Pick<Client, "permissions">): Publisher["may"] {
  return (action, resource) => permissions.ask(action, resource);
}

function logDenial(
  { log }: Pick<Client, "log">,
  { topic, retain }: Pick<Message, "topic" | "retain">,
  denial: PublishDenial,
): void {
  log.denied("Publish-In", denial, { topicName: topic, ...(retain && { retain: "True" }) });
}
