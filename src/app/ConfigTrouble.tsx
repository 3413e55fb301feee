import type { Trouble } from "#domain/trouble.ts";
import { Button } from "#ui/Button.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import * as icons from "#ui/form-icons.ts";
import { AllWords } from "#words/AllWords.tsx";
import { sayTrouble } from "#words/say-trouble.ts";
import { useWords } from "#words/useWords.ts";

import styles from "./Plain.module.css";

interface ConfigTroubleProps {
  readonly trouble: Trouble;
}

/** config.json is missing or wrong: every fault by name, before anything else happens. */
export function ConfigTrouble(props: ConfigTroubleProps) {
  return (
    <AllWords>
      <Faults {...props} />
    </AllWords>
  );
}

function Faults({ trouble }: ConfigTroubleProps) {
  const words = useWords();
  const { boot, configuration } = words;
  const { problem } = trouble.facts;
  const faults = typeof problem === "string" ? problem.split("; ") : [];
  return (
    <main className={styles["page"]}>
      <h1>{configuration.title}</h1>
      {faults.length > 0 ? (
        <>
          <p>{configuration.intro}</p>
          <ul className={styles["faults"]}>
            {faults.map((fault) => (
              <li key={fault}>
                <code>{fault.split(" ", 1)[0]}</code> {fault.slice(fault.indexOf(" ") + 1)}
              </li>
            ))}
          </ul>
        </>
      ) : trouble.code === "config-invalid" ? (
        <TroubleNote what={configuration.missing} tip={configuration.missingTip} />
      ) : (
        <TroubleNote {...sayTrouble(words, trouble)} />
      )}
      <Button kind="primary" icon={icons.retry} label={boot.reload} onPress={() => location.reload()} />
    </main>
  );
}
