import { useEffect, useState } from "react";

import { Button } from "#ui/Button.tsx";
import { useWords } from "#words/useWords.ts";

import { type WatchUpdates, watchUpdates } from "./service-worker.ts";
import styles from "./UpdateNote.module.css";

/** Says that a new version is ready. It starts when the operator says so, never by itself. */
export function UpdateNote({ watch = watchUpdates }: { readonly watch?: WatchUpdates }) {
  const { update } = useWords();
  const [ready, setReady] = useState<{ readonly apply: () => void }>();
  useEffect(() => watch((apply) => setReady({ apply })), [watch]);
  if (!ready) return null;
  return (
    <output className={styles["note"]}>
      <div>
        <strong>{update.ready}</strong>
        <p>{update.when}</p>
      </div>
      <div className={styles["actions"]}>
        <Button kind="quiet" label={update.later} onPress={() => setReady(undefined)} />
        <Button kind="primary" label={update.apply} onPress={ready.apply} />
      </div>
    </output>
  );
}
