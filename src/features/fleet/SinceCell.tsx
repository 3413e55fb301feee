import type { PresenceState } from "#domain/presence.ts";
import { useAtTime } from "#ui/clock.ts";
import { readableString } from "#ui/safe-text.ts";
import type { Words } from "#words/en.ts";
import { sayReason } from "#words/say-reason.ts";
import { useFormats, useWords } from "#words/useWords.ts";

/** Since when, and why: "22 min · connection lost". */
export function SinceCell({ state }: { readonly state: PresenceState }) {
  const words = useWords();
  const { duration, clock, exact } = useFormats();
  const since = state.kind === "never-seen" ? undefined : state.since;
  const isUnknown = state.kind === "unknown";
  const time = useAtTime((now) => {
    if (since === undefined) return undefined;
    if (isUnknown) return words.presence.unknownSince(clock(since, now));
    return now - since < 1000 ? words.presence.justNow : duration(now - since);
  });
  const title = since === undefined ? undefined : exact(since);
  return <span title={title}>{[time, whyOf(state, words)].filter(Boolean).join(" · ")}</span>;
}

function whyOf(state: PresenceState, words: Words): string | undefined {
  const { presence } = words;
  if (state.kind === "connected") return state.source.by === "event" ? presence.byEvent : presence.byIndex;
  if (state.kind === "never-seen") return presence.neverSeen;
  if (state.kind === "unknown") return state.since === undefined ? presence.notHeard : undefined;
  return readableString(sayReason(words, state.reason).short, 60);
}
