import { useEffect, useRef } from "react";

import type { ConnectionState } from "#domain/connection.ts";
import { useConnection, useFeed, useLive, useStatistics } from "#live/useLive.ts";
import { useAnnounce } from "#ui/Announcer.tsx";
import { Button } from "#ui/Button.tsx";
import { useAtTime } from "#ui/clock.ts";
import { cx } from "#ui/cx.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { Popover } from "#ui/Popover.tsx";
import { SafeText } from "#ui/SafeText.tsx";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import * as icons from "#ui/icons.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import { type ConnectionLook, lookOf } from "./connection-look.ts";
import { ConnectionPanel } from "./ConnectionPanel.tsx";
import styles from "./ConnectionPill.module.css";

/** Our own connection, always in sight: how it is, why, and what happens next. A press tells the rest. */
export function ConnectionPill() {
  const words = useWords();
  const live = useLive();
  const state = useConnection();
  const look = lookOf(state, useFeed());
  const next = useNext(state, look);
  const why = look.trouble && words.troubles[look.trouble.code](look.trouble.facts).what;
  useAnnounced(look, why);
  return (
    <div className={styles["place"]}>
      <Popover
        title={words.connection.panelTitle}
        buttonClassName={cx(styles["pill"], styles[look.tone])}
        button={
          <>
            <Glyph shape={look.shape} tone={look.tone} />
            <span className={styles["words"]} data-connection={state.kind}>
              <VisuallyHidden>{words.connection.panelTitle}: </VisuallyHidden>
              <strong>{words.connection.state[look.word]}</strong>
              <small>
                {why !== undefined && (
                  <span className={styles["why"]}>
                    <SafeText text={why} longest={120} />
                  </span>
                )}
                <span>{next}</span>
              </small>
            </span>
          </>
        }
      >
        <ConnectionPanel state={state} look={look} />
      </Popover>
      {look.rests && (
        <span className={styles["try"]}>
          <Button small icon={icons.retry} label={words.connection.tryNow} onPress={() => live.connectNow()} />
        </span>
      )}
    </div>
  );
}

/** On the way there: the next of these words says how it went. */
const passing: ReadonlySet<ConnectionLook["word"]> = new Set(["starting", "connecting", "reconnecting", "listening"]);

/** Reads out what has become of the connection, and why: once, however many attempts end in the same way. Not that it stands when the page has just been opened. */
function useAnnounced({ word }: ConnectionLook, why: string | undefined): void {
  const { connection } = useWords();
  const announce = useAnnounce();
  const said = passing.has(word) ? undefined : [connection.state[word], why].filter(Boolean).join(". ");
  const before = useRef<string>(undefined);
  useEffect(() => {
    if (said === undefined || said === before.current) return;
    if (before.current !== undefined || word !== "live") announce(`${connection.panelTitle}: ${said}`);
    before.current = said;
  }, [said, word, announce, connection]);
}

/** What happens next, or how much is heard. */
function useNext(state: ConnectionState, { rests }: ConnectionLook): string {
  const { connection } = useWords();
  const { duration } = useFormats();
  const { perSecond } = useStatistics();
  const retryAt = state.kind === "waiting" ? state.retryAt : undefined;
  const countdown = useAtTime((now) => {
    if (retryAt === undefined) return undefined;
    return retryAt <= now
      ? connection.retryNow
      : connection.retryIn(duration(Math.ceil((retryAt - now) / 1000) * 1000));
  });
  if (countdown !== undefined) return countdown;
  if (state.kind === "connecting") return connection.step[state.step];
  if (rests) return connection.noRetry;
  return state.kind === "connected" ? connection.perSecond(perSecond) : "";
}
