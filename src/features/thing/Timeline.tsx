import { useAtTime } from "#ui/clock.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import { type PresenceHistory, stretchesOf } from "./presence-history.ts";
import styles from "./Timeline.module.css";

const redrawMs = 5000;

/** What we heard of a client since the console opened, as one band, and in words for those who do not see it. */
export function Timeline({ clientId, history }: { readonly clientId: string; readonly history: PresenceHistory }) {
  const words = useWords();
  const { clock, log } = useFormats();
  // A press of news draws the page again by itself; without any, the band grows in steps.
  const now = useAtTime((at) => Math.ceil((at + 1) / redrawMs) * redrawMs);
  const events = history.eventsOf(clientId);
  const from = clock(history.openedAt, now);
  const said = events
    .slice(-5)
    .map(({ status, heardAt }) => words.thing.heardEvent(words.presence.state[status], log(heardAt)));
  return (
    <figure className={styles["timeline"]}>
      <figcaption>{events.length === 0 ? words.thing.heardNothing : words.thing.heard}</figcaption>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn with elements, told with words */}
      <div className={styles["band"]} role="img" aria-label={[words.thing.timeline(from), ...said].join(". ")}>
        {stretchesOf(history, clientId, now).map(({ kind, from: start, to }) => (
          <span
            key={start}
            className={styles[kind]}
            style={{ flexGrow: to - start }}
            title={
              kind === "deaf" ? words.thing.notListening : kind === "silent" ? undefined : words.presence.state[kind]
            }
          />
        ))}
      </div>
      <div className={styles["axis"]} aria-hidden="true">
        <span>{from}</span>
        <span>{words.thing.now}</span>
      </div>
    </figure>
  );
}
