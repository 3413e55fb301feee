import type { Account } from "#local/account/account.ts";
import type { Verdict } from "#local/wire/mqtt/behind.ts";
import type { Connect } from "#local/wire/mqtt/packets.ts";
import { reasonCodes } from "#local/wire/mqtt/reason-codes.ts";
import { problemWithProperties } from "#local/wire/mqtt/property-limits.ts";
import { isReserved, problemWithTopicName } from "#local/wire/mqtt/topics.ts";

import { type ClientLog, openClientLog } from "./client-log.ts";
import { openPermissions, type Permissions } from "./permissions.ts";
import { iotArn, type Visitor } from "./visitor.ts";

type Needs = Pick<
  Account,
  "accountId" | "authorize" | "clock" | "connectivity" | "ids" | "iotLogs" | "permissions" | "region" | "tell"
>;

const longestClientIdBytes = 128;
const smallestPacketLimit = 512;

/** Whoever may come in, or why he may not. */
export type Admission =
  | {
      readonly admitted: true;
      readonly clientId: string;
      readonly permissions: Permissions;
      readonly log: ClientLog;
    }
  | { readonly admitted: false; readonly verdict: Verdict };

/**
 * Decides on a CONNECT: first whether it can be, then whether policies allow it.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/connect-policy.html
 */
export function admit(account: Needs, visitor: Visitor, connect: Connect): Admission {
  const clientId = connect.clientId === "" && connect.version === 5 ? `$GEN/${account.ids.uuid()}` : connect.clientId;
  const log = openClientLog(account, visitor, clientId);
  const problem = problemWith(connect);
  if (problem) {
    log.refused("Connect", problem.says ?? "");
    return { admitted: false, verdict: problem };
  }
  const permissions = openPermissions(account, visitor, { "iot:clientid": [clientId] });
  const needed = [
    { asked: openPermissions(account, visitor, connectContext(clientId, connect)), action: "iot:Connect" },
    ...(connect.will ? [{ asked: permissions, action: "iot:Publish" }] : []),
    ...(connect.will?.retain ? [{ asked: permissions, action: "iot:RetainPublish" }] : []),
  ];
  for (const { asked, action } of needed) {
    const resource =
      action === "iot:Connect"
        ? iotArn(account, "client", clientId)
        : iotArn(account, "topic", connect.will?.topic ?? "");
    const { allowed, why } = asked.ask(action, resource);
    if (allowed) continue;
    log.denied("Connect", { action, resource, why });
    const { principal, sourceIp } = visitor;
    account.connectivity.refused({ clientId, principalId: principal.principalId, sourceIp });
    return { admitted: false, verdict: { code: reasonCodes.notAuthorized } };
  }
  return { admitted: true, clientId, permissions, log };
}

function problemWith({
  clientId,
  version,
  will,
  maximumPacketSize,
  wantsAuthentication,
}: Connect): Verdict | undefined {
  if (clientId === "" && version !== 5)
    return { code: reasonCodes.clientIdentifierNotValid, says: "The client identifier is empty." };
  if (clientId.startsWith("$") || Buffer.byteLength(clientId) > longestClientIdBytes) {
    const says = `A client identifier must not begin with '$' or be longer than ${longestClientIdBytes} bytes.`;
    return { code: reasonCodes.clientIdentifierNotValid, says };
  }
  if (maximumPacketSize < smallestPacketLimit) {
    const says = `The Maximum Packet Size must be at least ${smallestPacketLimit}.`;
    return { code: reasonCodes.quotaExceeded, says };
  }
  if (wantsAuthentication)
    return { code: reasonCodes.badAuthenticationMethod, says: "AWS IoT does not support enhanced authentication." };
  if (!will) return undefined;
  if (will.qos > 1) return { code: reasonCodes.qosNotSupported, says: "AWS IoT does not support QoS 2 for a will." };
  const topic = problemWithTopicName(will.topic);
  if (topic !== undefined) return { code: reasonCodes.topicNameInvalid, says: topic };
  if (will.retain && isReserved(will.topic))
    return { code: reasonCodes.topicNameInvalid, says: "A will to a reserved topic cannot be retained." };
  const excess = problemWithProperties(will.properties);
  if (excess !== undefined) return { code: reasonCodes.quotaExceeded, says: excess };
  return undefined;
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/mqtt.html#connect-attribute */
function connectContext(
  clientId: string,
  { will, clean, version, sessionExpirySeconds }: Connect,
): Readonly<Record<string, readonly string[]>> {
  const persistent = version === 5 ? sessionExpirySeconds > 0 : !clean;
  const attributes = [...(persistent ? ["PersistentConnect"] : []), ...(will ? ["LastWill"] : [])];
  return {
    "iot:clientid": [clientId],
    ...(attributes.length > 0 && { "iot:connectattributes": attributes }),
    ...(will && { "iot:lastwilltopic": [will.topic] }),
  };
}
