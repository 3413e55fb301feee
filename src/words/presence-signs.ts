import type { PresenceState } from "#domain/presence.ts";

/** The shape and the colour that stand beside the word, so that presence is told in three ways at once. */
export const presenceSigns = {
  connected: { shape: "disc", tone: "ok" },
  dropping: { shape: "half", tone: "warn" },
  disconnected: { shape: "ring", tone: "bad" },
  "never-seen": { shape: "dashed", tone: "mute" },
  unknown: { shape: "question", tone: "mute" },
} as const satisfies Readonly<
  Record<PresenceState["kind"], { readonly shape: string; readonly tone: "ok" | "warn" | "bad" | "mute" }>
>;
