import type { Link } from "./link.ts";

/** Packets on their way to one peer. */
export interface Outbox {
  add(...pieces: readonly Buffer[]): void;
  /** Sends now what waits for the end of the tick. */
  flush(): void;
  /** Bytes that the peer has not taken yet, whether they were sent or wait for the end of the tick. */
  readonly waiting: number;
}

/** Runs each of what was asked for once, at the end of the tick. */
export type AtEndOfTick = (act: () => void) => void;

const largestFrame = 128 * 1024;

/**
 * Packs all packets of a tick into one frame: a frame costs a browser 0.3 ms, whatever is in it.
 * MQTT allows it: "a single WebSocket data frame can contain multiple or partial MQTT Control Packets" (MQTT 5.0 §6).
 */
export function openOutbox(link: Link, atEndOfTick: AtEndOfTick): Outbox {
  let pieces: Buffer[] = [];
  let bytes = 0;

  const flush = () => {
    const [first] = pieces;
    if (first === undefined) return;
    const frame = pieces.length === 1 ? first : Buffer.concat(pieces, bytes);
    pieces = [];
    bytes = 0;
    link.send(frame);
  };
  return {
    add: (...added) => {
      if (pieces.length === 0) atEndOfTick(flush);
      for (const piece of added) {
        pieces.push(piece);
        bytes += piece.length;
      }
      if (bytes >= largestFrame) flush();
    },
    flush,
    get waiting() {
      return bytes + link.waiting;
    },
  };
}

/** One end of the tick for many: a timer for each connection would cost more than its frame. */
export function endOfTick(): AtEndOfTick {
  let waiting: (() => void)[] = [];
  return (act) => {
    if (waiting.push(act) > 1) return;
    setImmediate(() => {
      const due = waiting;
      waiting = [];
      for (const one of due) one();
    });
  };
}
