import type { QoS } from "./message.ts";
import type { Outbox } from "./outbox.ts";
import type { Connect } from "./packets.ts";
import type { Publication } from "./publication.ts";

/** Sends messages to one subscriber, no faster than it acknowledges them. */
export interface Delivery {
  send(publication: Publication, how: { readonly qos: QoS; readonly retain: boolean }): Sent;
  acknowledged(packetId: number): void;
}

/** `dropped`: QoS 0, and the subscriber does not keep up. `overflow`: more waits for it than is kept for anybody. */
export type Sent = "sent" | "waiting" | "dropped" | "overflow";

/** "Maximum number of unacknowledged QoS1 outbound publishes per client" of the AWS IoT quotas. */
const mostInFlight = 100;

const mostBytesBeforeDropping = 4 * 1024 * 1024;
const mostWaiting = 10_000;
const mostWaitingBytes = 32 * 1024 * 1024;

interface Waiting {
  readonly publication: Publication;
  readonly retain: boolean;
}

export function openDelivery(
  outbox: Outbox,
  { version, receiveMaximum, maximumPacketSize }: Connect,
  now: () => number,
): Delivery {
  const window = Math.min(receiveMaximum, mostInFlight);
  // AWS IoT gives up on a message that was not acknowledged for 16 minutes (MQTT 5) or an hour.
  const patienceMs = (version === 5 ? 16 : 60) * 60_000;
  const sentAt = new Map<number, number>();
  let waiting: Waiting[] = [];
  let next = 0;
  let waitingBytes = 0;
  let lastId = 0;

  const freeId = () => {
    do lastId = (lastId % 65_535) + 1;
    while (sentAt.has(lastId));
    return lastId;
  };
  const transmit = (publication: Publication, qos: QoS, retain: boolean) => {
    const packetId = qos === 0 ? 0 : freeId();
    const pieces = publication.encode(version, { qos, retain, packetId }, now());
    // An expired message, and one larger than the client takes, are dropped as if they had been sent (MQTT-3.1.2-25).
    if (!pieces || pieces.reduce((sum, piece) => sum + piece.length, 0) > maximumPacketSize) return;
    if (qos === 1) sentAt.set(packetId, now());
    outbox.add(...pieces);
  };
  const hasRoom = () => {
    if (sentAt.size < window) return true;
    const [oldest] = sentAt;
    if (!oldest || now() - oldest[1] < patienceMs) return false;
    return sentAt.delete(oldest[0]);
  };
  const sendWaiting = () => {
    for (let one = waiting[next]; one && hasRoom(); one = waiting[next]) {
      next += 1;
      waitingBytes -= one.publication.message.payload.length;
      transmit(one.publication, 1, one.retain);
    }
    if (next > 1000 || next === waiting.length) {
      waiting = waiting.slice(next);
      next = 0;
    }
  };

  return {
    send: (publication, { qos, retain }) => {
      if (qos === 0) {
        if (outbox.waiting > mostBytesBeforeDropping) return "dropped";
        transmit(publication, 0, retain);
        return "sent";
      }
      if (waiting.length === 0 && hasRoom()) {
        transmit(publication, 1, retain);
        return "sent";
      }
      waiting.push({ publication, retain });
      waitingBytes += publication.message.payload.length;
      if (waiting.length - next > mostWaiting || waitingBytes > mostWaitingBytes) return "overflow";
      sendWaiting();
      return "waiting";
    },
    acknowledged: (packetId) => {
      if (sentAt.delete(packetId)) sendWaiting();
    },
  };
}
