import type { Presence, PresenceState } from "#domain/presence.ts";
import type { Thing, ThingName } from "#domain/thing.ts";
import { usePresence, usePresenceState } from "#live/useLive.ts";
import { useAtTime } from "#ui/clock.ts";
import { SafeText } from "#ui/SafeText.tsx";
import { StatusBadge } from "#ui/StatusBadge.tsx";
import { Time } from "#ui/Time.tsx";
import { presenceSigns } from "#words/presence-signs.ts";
import { sayReason } from "#words/say-reason.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import { Facts } from "./Facts.tsx";
import type { PresenceHistory } from "./presence-history.ts";
import styles from "./PresenceSection.module.css";
import { Session } from "./Session.tsx";
import { Timeline } from "./Timeline.tsx";

interface PresenceSectionProps {
  readonly thingName: ThingName;
  readonly thing: Thing | undefined;
  readonly history: PresenceHistory;
}

/** Whether it is there, since when, why, and why we believe it. */
export function PresenceSection({ thingName, thing, history }: PresenceSectionProps) {
  const words = useWords();
  const event = usePresence(thingName);
  const state = usePresenceState(thingName, thing?.connectivity);
  const since = state.kind === "never-seen" || state.kind === "unknown" ? undefined : state.since;
  return (
    <div className={styles["presence"]}>
      <p className={styles["now"]}>
        <StatusBadge {...presenceSigns[state.kind]} label={words.presence.state[state.kind]} />
        {since !== undefined && <Time at={since} press />}
      </p>
      <Facts
        facts={[
          [words.thing.reasonLabel, <Reason key="reason" state={state} />],
          [words.thing.sourceLabel, <Belief key="belief" state={state} event={event} />],
        ]}
      />
      <Timeline clientId={thingName} history={history} />
      <Session event={event} />
    </div>
  );
}

function Reason({ state }: { readonly state: PresenceState }) {
  const words = useWords();
  const { clock } = useFormats();
  const lost = state.kind === "unknown" ? state.since : undefined;
  const unknownSince = useAtTime((now) => (lost === undefined ? undefined : clock(lost, now)));
  if (state.kind === "connected") return null;
  if (state.kind === "never-seen") return words.presence.neverSeenMeaning;
  if (state.kind === "unknown") {
    return unknownSince === undefined ? words.presence.notHeardMeaning : words.presence.unknownMeaning(unknownSince);
  }
  const { short, meaning } = sayReason(words, state.reason);
  return meaning ?? <SafeText text={short} longest={120} />;
}

/** An event and its delay, or the index and when it was asked. */
function Belief({ state, event }: { readonly state: PresenceState; readonly event: Presence | undefined }) {
  const { presence } = useWords();
  const { clock, duration } = useFormats();
  const source = state.kind === "never-seen" || state.kind === "unknown" ? undefined : state.source;
  const askedAt = useAtTime((now) => (source?.by === "index" ? clock(source.heardAt, now) : undefined));
  if (askedAt !== undefined) return presence.indexAt(askedAt);
  if (!source || !event) return null;
  const delay = event.heardAt - event.at;
  if (delay < 0) return presence.eventAhead;
  return delay < 1000 ? presence.heardAtOnce : presence.heardAfter(duration(delay));
}
