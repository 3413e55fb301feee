import type { Trouble } from "#domain/trouble.ts";
import { Button } from "#ui/Button.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import { sayTrouble } from "#words/say-trouble.ts";
import { useWords } from "#words/useWords.ts";

import styles from "./Plain.module.css";

/** config.json is missing or wrong: every fault by name, before anything else happens. */
export function ConfigTrouble({ trouble }: { readonly trouble: Trouble }) {
  const words = useWords();
  const { boot } = words;
  const { problem } = trouble.facts;
  const faults = typeof problem === "string" ? problem.split("; ") : [];
  return (
    <main className={styles["page"]}>
      <h1>{boot.configTitle}</h1>
      {faults.length > 0 ? (
        <>
          <p>{boot.configIntro}</p>
          <ul className={styles["faults"]}>
            {faults.map((fault) => (
              <li key={fault}>
                <code>{fault.split(" ", 1)[0]}</code> {fault.slice(fault.indexOf(" ") + 1)}
              </li>
            ))}
          </ul>
        </>
      ) : trouble.code === "config-invalid" ? (
        <TroubleNote what={boot.configMissing} tip={boot.configMissingTip} />
      ) : (
        <TroubleNote {...sayTrouble(words, trouble)} />
      )}
      <Button kind="primary" icon="retry" label={boot.reload} onPress={() => location.reload()} />
    </main>
  );
}
