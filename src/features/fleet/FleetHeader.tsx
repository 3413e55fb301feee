import type { Feed } from "#domain/connection.ts";
import { useAtTime } from "#ui/clock.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { useFormats, useWords } from "#words/useWords.ts";

import styles from "./FleetHeader.module.css";

/** The title, and how much is shown; or, in the same place so that nothing moves, that what is shown is not true any more. */
export function FleetHeader({ shown, feed }: { readonly shown: string; readonly feed: Feed }) {
  const { fleet } = useWords();
  const { clock } = useFormats();
  const lost = feed.live ? undefined : feed.since;
  const since = useAtTime((now) => (lost === undefined ? undefined : clock(lost, now)));
  return (
    <header className={styles["header"]}>
      <h1>{fleet.title}</h1>
      <p>{shown}</p>
      {since !== undefined && (
        <p className={styles["down"]}>
          <Glyph shape="question" tone="warn" />
          {fleet.feedDown(since)}
        </p>
      )}
    </header>
  );
}
