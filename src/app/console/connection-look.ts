import type { ConnectionState, Feed } from "#domain/connection.ts";
import type { Trouble } from "#domain/trouble.ts";

/** How our connection is shown at a glance. */
export interface ConnectionLook {
  readonly shape: "disc" | "spin" | "half" | "cross";
  readonly tone: "ok" | "warn" | "bad" | "accent";
  readonly word: "live" | "listening" | "starting" | "connecting" | "reconnecting" | "waiting" | "stopped" | "refused";
  readonly trouble: Trouble | undefined;
  /** Nothing is under way: a press makes it try now. */
  readonly rests: boolean;
}

/** A connection on which presence is refused is not live, however well it stands. */
export function lookOf(state: ConnectionState, feed: Feed): ConnectionLook {
  if (state.kind === "connected") {
    if (feed.live) return { shape: "disc", tone: "ok", word: "live", trouble: undefined, rests: false };
    if (feed.trouble) return { shape: "half", tone: "warn", word: "refused", trouble: feed.trouble, rests: true };
    return { shape: "spin", tone: "accent", word: "listening", trouble: undefined, rests: false };
  }
  if (state.kind === "waiting")
    return { shape: "half", tone: "warn", word: "waiting", trouble: state.trouble, rests: true };
  if (state.kind === "stopped")
    return { shape: "cross", tone: "bad", word: "stopped", trouble: state.trouble, rests: true };
  if (state.kind === "idle")
    return { shape: "spin", tone: "accent", word: "starting", trouble: undefined, rests: false };
  const word = state.lostAt === undefined ? "connecting" : "reconnecting";
  return { shape: "spin", tone: "accent", word, trouble: state.trouble, rests: false };
}
