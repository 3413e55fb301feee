import type { ConnectionState, Feed } from "#domain/connection.ts";
import type { Trouble } from "#domain/trouble.ts";

/** How our connection is shown at a glance. */
export interface ConnectionLook {
  readonly shape: "disc" | "spin" | "half" | "cross";
  readonly tone: "ok" | "warn" | "bad" | "accent";
  readonly word: "live" | "listening" | "starting" | "connecting" | "reconnecting" | "waiting" | "stopped" | "refused";
  readonly trouble: Trouble | undefined;
}

/** A connection on which presence is refused is not live, however well it stands. */
export function lookOf(state: ConnectionState, feed: Feed): ConnectionLook {
  if (state.kind === "connected") {
    if (feed.live) return { shape: "disc", tone: "ok", word: "live", trouble: undefined };
    if (feed.trouble) return { shape: "half", tone: "warn", word: "refused", trouble: feed.trouble };
    return { shape: "spin", tone: "accent", word: "listening", trouble: undefined };
  }
  if (state.kind === "waiting") return { shape: "half", tone: "warn", word: "waiting", trouble: state.trouble };
  if (state.kind === "stopped") return { shape: "cross", tone: "bad", word: "stopped", trouble: state.trouble };
  if (state.kind === "idle") return { shape: "spin", tone: "accent", word: "starting", trouble: undefined };
  const word = state.lostAt === undefined ? "connecting" : "reconnecting";
  return { shape: "spin", tone: "accent", word, trouble: state.trouble };
}
