import { useEffect, useState } from "react";

import { Button } from "#ui/Button.tsx";
import { AllWords } from "#words/AllWords.tsx";
import { useWords } from "#words/useWords.ts";

import { type WatchUpdates, watchUpdates } from "./service-worker.ts";
import styles from "./UpdateNote.module.css";

/** Says that a new version is ready. It starts when the operator says so, never by itself. */
export function UpdateNote({ watch = watchUpdates }: { readonly watch?: WatchUpdates }) {
  const [ready, setReady] = useState<{ readonly apply: () => void }>();
  useEffect(() => watch((apply) => setReady({ apply })), [watch]);
  if (!ready) return null;
  return (
    <AllWords>
      <Ready apply={ready.apply} onLater={() => setReady(undefined)} />
    </AllWords>
  );
}

function Ready({ apply, onLater }: { readonly apply: () => void; readonly onLater: () => void }) {
  const { update } = useWords();
  return (
    <output className={styles["note"]}>
      <div>
        <strong>{update.ready}</strong>
        <p>{update.when}</p>
      </div>
      <div className={styles["actions"]}>
        <Button kind="quiet" label={update.later} onPress={onLater} />
        <Button kind="primary" label={update.apply} onPress={apply} />
      </div>
    </output>
  );
}
