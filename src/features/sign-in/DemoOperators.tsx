import type { DemoOperator } from "#domain/config.ts";
import { Icon } from "#ui/Icon.tsx";
import * as icons from "#ui/form-icons.ts";
import { useEntryWords } from "#words/useWords.ts";

import styles from "./DemoOperators.module.css";

interface DemoOperatorsProps {
  readonly operators: readonly DemoOperator[];
  readonly onChoose: (operator: DemoOperator) => void;
}

/** Who may sign in to the embedded AWS; a press fills the form. */
export function DemoOperators({ operators, onChoose }: DemoOperatorsProps) {
  const { signIn } = useEntryWords();
  return (
    <section className={styles["demo"]} aria-label={signIn.demoTitle}>
      <p className={styles["text"]}>
        <strong>{signIn.demoTitle}</strong> {signIn.demoText}
      </p>
      <ul className={styles["list"]}>
        {operators.map((operator) => (
          <li key={operator.username}>
            <button type="button" aria-label={signIn.fillIn(operator.username)} onClick={() => onChoose(operator)}>
              <Icon path={icons.person} size={18} />
              <span>{operator.username}</span>
              <small>{operator.groups.length === 0 ? signIn.groupless : operator.groups.join(" · ")}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
