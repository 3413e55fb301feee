/** The way to the peer: whole frames out, in their order. What comes in is handed to the connection. */
export interface Link {
  send(frame: Buffer): void;
  /** Lets what was sent arrive, then closes; `code` is a WebSocket close code (RFC 6455 §7.4.1). */
  close(code: number): void;
  /** Bytes that were sent and that the peer has not taken yet. */
  readonly waiting: number;
}

/** The part of the clock that protocols need. */
export interface Timing {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs `act` after `ms` milliseconds; returns the way to call it off. */
  after(ms: number, act: () => void): () => void;
}

/** WebSocket close codes. */
export const closeCodes = {
  normal: 1000,
  goingAway: 1001,
  protocolError: 1002,
  unsupportedData: 1003,
  policyViolation: 1008,
} as const;
