import type { Account } from "#local/account/account.ts";
import { useOf } from "#local/account/broker-reserved.ts";
import type { IncomingPublish, Verdict } from "#local/wire/mqtt/behind.ts";
import { expiryOf, type Message } from "#local/wire/mqtt/message.ts";
import { ProtocolViolation, reasonCodes } from "#local/wire/mqtt/reason-codes.ts";
import { isReserved, problemWithTopicName } from "#local/wire/mqtt/topics.ts";

import type { Client } from "./client.ts";
import { iotArn } from "./visitor.ts";

type Needs = Pick<Account, "accountId" | "broker" | "clock" | "iotLogs" | "region" | "shadows" | "store">;

const largestPayload = 128 * 1024;
const success: Verdict = { code: reasonCodes.success };

/** What becomes of a message that a client publishes. A promise where something must be safe before it is acknowledged. */
export function hearPublish(account: Needs, client: Client, publish: IncomingPublish): Verdict | Promise<Verdict> {
  const { topic, payload, retain } = publish;
  const refuse = (says: string): Verdict => {
    client.log.refused("Publish-In", says, { topicName: topic });
    return { code: reasonCodes.topicNameInvalid, says };
  };

  const problem = problemWithTopicName(topic);
  if (problem !== undefined) return refuse(problem);
  if (payload.length > largestPayload) {
    const says = `A payload must not be larger than ${largestPayload} bytes.`;
    client.log.refused("Publish-In", says, { topicName: topic });
    // "A client will be disconnected if it attempts to publish with a payload that exceeds the payload limit."
    throw new ProtocolViolation(reasonCodes.packetTooLarge, says);
  }
  if (!mayPublish(account, client, publish)) return { code: reasonCodes.notAuthorized };

  const { properties, expirySeconds } = publish;
  const expiresAt = expiryOf(expirySeconds, account.clock.now());
  const message: Message = { topic, payload, qos: publish.qos === 0 ? 0 : 1, retain, properties, expiresAt };
  if (isReserved(topic)) return publishReserved(account, client, message, refuse);
  account.broker.publish(message, client);
  return retain ? account.store.settled().then(() => success) : success;
}

/** Whether policies allow it; a denial is recorded. */
export function mayPublish(
  account: Needs,
  client: Pick<Client, "permissions" | "log">,
  { topic, retain }: { readonly topic: string; readonly retain: boolean },
): boolean {
  const resource = iotArn(account, "topic", topic);
  for (const action of retain ? ["iot:Publish", "iot:RetainPublish"] : ["iot:Publish"]) {
    const { allowed, why } = client.permissions.ask(action, resource);
    if (allowed) continue;
    client.log.denied("Publish-In", { action, resource, why }, { topicName: topic, ...(retain && { retain: "True" }) });
    return false;
  }
  return true;
}

function publishReserved(
  account: Needs,
  client: Client,
  message: Message,
  refuse: (says: string) => Verdict,
): Verdict | Promise<Verdict> {
  const { topic, payload, retain } = message;
  if (retain) return refuse("You can't publish to a reserved topic with the RETAIN flag set.");
  const reserved = useOf(topic);
  if (reserved.use === "none") return refuse("Clients cannot publish to this reserved topic.");
  if (reserved.use === "not-emulated") {
    const says = `The embedded AWS does not emulate ${reserved.what}. What it does is listed in local-aws/SPEC.md.`;
    client.log.refused("Publish-In", says, { topicName: topic });
    return { code: reasonCodes.implementationSpecificError, says };
  }
  const { action, thingName } = reserved;
  account.broker.publish(message, client);
  return account.shadows.request(action, thingName, payload, "MQTT").then((answer) => {
    if (!answer.accepted) logShadowRefusal(account, action, thingName, topic, answer.refused.message);
    return success;
  });
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/cwl-format.html#device-shadow-logs */
function logShadowRefusal(
  { iotLogs }: Needs,
  action: string,
  thingName: string,
  topicName: string,
  details: string,
): void {
  iotLogs({
    level: "ERROR",
    eventType: `${action.charAt(0).toUpperCase()}${action.slice(1)}ThingShadow`,
    members: { protocol: "MQTT", deviceShadowName: thingName, topicName, details },
  });
}
