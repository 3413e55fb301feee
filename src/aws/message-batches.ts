import type { Clock } from "#domain/clock.ts";
import type { Message } from "#domain/ports.ts";

/** Gathers messages that come close after each other. */
export interface MessageBatches {
  add(message: Message): void;
}

/**
 * At most one batch in this time. A page that is called once for each of ten thousand messages a second draws no pictures any more; a message that
 * comes alone goes on at the end of its own task.
 */
const betweenMs = 8;

export function openMessageBatches(clock: Clock, send: (messages: readonly Message[]) => void): MessageBatches {
  let waiting: Message[] = [];
  let sentAt = Number.NEGATIVE_INFINITY;
  const flush = () => {
    const messages = waiting;
    waiting = [];
    sentAt = clock.now();
    send(messages);
  };
  return {
    add: (message) => {
      waiting.push(message);
      if (waiting.length === 1) clock.after(Math.max(0, sentAt + betweenMs - clock.now()), flush);
    },
  };
}
