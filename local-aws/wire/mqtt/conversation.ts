import type { Behind, Verdict } from "./behind.ts";
import { openDelivery, type Delivery } from "./delivery.ts";
import type { Outbox } from "./outbox.ts";
import { pingresp, puback, suback, unsuback } from "./packet-writer.ts";
import type { ClientPacket, Connect, Publish, Subscribe, Unsubscribe } from "./packets.ts";
import { firstRefusal, reasonCodes } from "./reason-codes.ts";
import { topicAliases } from "./topic-aliases.ts";

/** "Unacknowledged inbound QoS 1 publish requests" of the AWS IoT quotas. */
export const receiveMaximum = 100;

/** Who sends on and on while a hundred messages are unanswered is not waited for. */
const mostHeld = 10_000;
const mostHeldBytes = 32 * 1024 * 1024;

/** What is said between an accepted CONNECT and the end. */
export interface Conversation {
  hear(packet: Exclude<ClientPacket, { kind: "connect" | "disconnect" }>): void;
  readonly delivery: Delivery;
}

interface Needs {
  readonly connect: Connect;
  readonly behind: Behind;
  readonly outbox: Outbox;
  readonly now: () => number;
  /** Ends the connection because of what the client asked. */
  readonly refuse: (verdict: Verdict) => void;
  readonly fail: (error: unknown) => void;
  readonly hasEnded: () => boolean;
}

/** Before MQTT 5, "the server will close the connection if the client does not have authorized action", and at a bad filter. */
const closesBefore5: ReadonlySet<number> = new Set([reasonCodes.notAuthorized, reasonCodes.topicFilterInvalid]);

export function openConversation({ connect, behind, outbox, now, refuse, fail, hasEnded }: Needs): Conversation {
  const { version } = connect;
  const delivery = openDelivery(outbox, connect, now);
  const resolveAlias = topicAliases();
  const spoken = (says: string | undefined) => (connect.wantsReasons ? says : undefined);
  let unanswered = 0;

  // "When this quota is reached, no new publish requests are accepted from this client until a PUBACK message is returned": before MQTT 5
  // there is no word for it, so they wait.
  const held: Publish[] = [];
  let heldBytes = 0;
  let isReleasing = false;
  const mustWait = ({ qos }: Publish) => version !== 5 && qos === 1 && unanswered >= receiveMaximum;
  const hearInTurn = (publish: Publish) => {
    if (held.length === 0 && !mustWait(publish)) {
      hearPublish(publish);
      return;
    }
    held.push(publish);
    heldBytes += publish.payload.length;
    if (held.length > mostHeld || heldBytes > mostHeldBytes)
      refuse({ code: reasonCodes.quotaExceeded, says: "More messages are unanswered than are kept." });
  };
  const release = () => {
    if (isReleasing) return;
    isReleasing = true;
    for (let [first] = held; first && !mustWait(first) && !hasEnded(); [first] = held) {
      held.shift();
      heldBytes -= first.payload.length;
      hearPublish(first);
    }
    isReleasing = false;
  };

  const hearPublish = ({ topicAlias, ...publish }: Publish) => {
    const topic = resolveAlias(publish.topic, topicAlias);
    if (publish.qos === 2) {
      // Before MQTT 5: "when QoS level 2 is requested, the message broker doesn't send a PUBACK or SUBACK".
      if (version === 5) refuse({ code: reasonCodes.qosNotSupported, says: "AWS IoT does not support QoS 2." });
      return;
    }
    if (publish.qos === 1 && ++unanswered > receiveMaximum) {
      refuse({
        code: reasonCodes.receiveMaximumExceeded,
        says: `More than ${receiveMaximum} messages are unanswered.`,
      });
      return;
    }
    const verdict = behind.publish({ ...publish, topic });
    if (verdict instanceof Promise) verdict.then((late) => answerPublish(publish, late)).catch(fail);
    else answerPublish(publish, verdict);
  };

  const answerPublish = ({ qos, packetId }: Pick<Publish, "qos" | "packetId">, verdict: Verdict) => {
    if (hasEnded()) return;
    if (qos === 1) unanswered -= 1;
    // What the embedded AWS lacks is no misdeed of the client, so it is not thrown out for it.
    const tolerated = verdict.code < firstRefusal || verdict.code === reasonCodes.implementationSpecificError;
    if (!tolerated && (version !== 5 || qos === 0)) refuse(verdict);
    else if (qos === 1) outbox.add(puback(version, packetId, verdict.code, spoken(verdict.says)));
    release();
  };

  const hearSubscribe = ({ packetId, subscriptions }: Subscribe) => {
    if (subscriptions.some(({ qos }) => qos === 2)) return;
    const { verdicts, afterwards } = behind.subscribe(subscriptions);
    const fatal = version === 5 ? undefined : verdicts.find(({ code }) => closesBefore5.has(code));
    if (fatal) {
      refuse(fatal);
      return;
    }
    const says = verdicts.find((verdict) => verdict.says !== undefined)?.says;
    const codes = verdicts.map(({ code }) => code);
    outbox.add(suback(version, packetId, codes, spoken(says)));
    afterwards();
  };

  const hearUnsubscribe = ({ packetId, filters }: Unsubscribe) => {
    outbox.add(unsuback(version, packetId, behind.unsubscribe(filters)));
  };

  return {
    delivery,
    hear: (packet) => {
      switch (packet.kind) {
        case "publish":
          return hearInTurn(packet);
        case "puback":
          return delivery.acknowledged(packet.packetId);
        case "subscribe":
          return hearSubscribe(packet);
        case "unsubscribe":
          return hearUnsubscribe(packet);
        case "pingreq":
          return outbox.add(pingresp);
      }
    },
  };
}
