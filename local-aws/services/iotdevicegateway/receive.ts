import type { Account } from "#local/account/account.ts";
import type { Subscriber } from "#local/account/broker.ts";
import type { MqttConnection } from "#local/wire/mqtt/connection.ts";
import { reasonCodes } from "#local/wire/mqtt/reason-codes.ts";

import type { Client } from "./client.ts";
import { iotArn } from "./visitor.ts";

type Needs = Pick<Account, "accountId" | "region" | "tell">;

const tooSlow = {
  reason: "CLIENT_ENDPOINT_NOT_WRITABLE",
  details: "The receiver client endpoint is not writable",
};

/** Hands messages to a client that may receive them and keeps up; what it may not receive is not sent, and nothing else happens. */
export function openReceiver(
  account: Needs,
  connection: MqttConnection,
  { permissions, log }: Pick<Client, "permissions" | "log">,
): Subscriber["receive"] {
  let isDropping = false;

  return (publication, how) => {
    const { topic } = publication.message;
    const resource = iotArn(account, "topic", topic);
    const { allowed, why, isNew } = permissions.ask("iot:Receive", resource);
    if (!allowed) {
      // Once for each topic: who may not receive it may get a thousand of it each second.
      if (isNew) log.denied("Publish-Out", { action: "iot:Receive", resource, why }, { topicName: topic });
      return;
    }
    const sent = connection.deliver(publication, how);
    if (sent === "overflow") {
      const says = "The client acknowledges too slowly: more messages wait for it than are kept.";
      connection.end("THROTTLED", { code: reasonCodes.quotaExceeded, says });
    }
    if (sent === "dropped" && !isDropping)
      log.refused("Publish-Out", tooSlow.details, { topicName: topic, ...tooSlow });
    isDropping = sent === "dropped";
  };
}
