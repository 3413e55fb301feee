import { useEffect, useState } from "react";

import { Button } from "#ui/Button.tsx";
import { AllWords } from "#words/AllWords.tsx";
import { useWords } from "#words/useWords.ts";

import { type Update, type WatchUpdates, watchUpdates } from "./service-worker.ts";
import styles from "./UpdateNote.module.css";

/** Says that a new version is ready. It starts when the operator says so, never by itself. */
export function UpdateNote({ watch = watchUpdates }: { readonly watch?: WatchUpdates }) {
  const [ready, setReady] = useState<Update>();
  useEffect(() => watch(setReady), [watch]);
  if (!ready) return null;
  return (
    <AllWords>
      <Ready {...ready} onLater={() => setReady(undefined)} />
    </AllWords>
  );
}

function Ready({ apply, elsewhere, onLater }: Update & { readonly onLater: () => void }) {
  const { update } = useWords();
  return (
    <output className={styles["note"]}>
      <div>
        <strong>{elsewhere ? update.elsewhere : update.ready}</strong>
        <p>{elsewhere ? update.missing : update.when}</p>
      </div>
      <div className={styles["actions"]}>
        {!elsewhere && <Button kind="quiet" label={update.later} onPress={onLater} />}
        <Button kind="primary" label={update.apply} onPress={apply} />
      </div>
    </output>
  );
}
