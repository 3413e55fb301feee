import type { Account } from "#local/account/account.ts";
import { expiryOf } from "#local/wire/mqtt/message.ts";
import type { Will } from "#local/wire/mqtt/packets.ts";
import { isReserved } from "#local/wire/mqtt/topics.ts";

import type { Client } from "./client.ts";
import { mayPublish } from "./publish.ts";

type Needs = Parameters<typeof mayPublish>[0] & Pick<Account, "broker" | "clock">;

/**
 * Publishes what a client left to be said after it.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#mqtt-lwt
 */
export function sendWill(account: Needs, client: Client, { expirySeconds, qos, ...will }: Will): void {
  // The services behind reserved topics ignore wills, and nobody else may publish there.
  if (isReserved(will.topic) || !mayPublish(account, client, will)) return;
  const expiresAt = expiryOf(expirySeconds, account.clock.now());
  account.broker.publish({ ...will, qos: qos === 0 ? 0 : 1, expiresAt });
}
