import { Icon } from "#ui/Icon.tsx";
import { useWords } from "#words/useWords.ts";

import styles from "./Splash.module.css";

/** Shown while the console finds out what it is; only when that takes a moment, so that it does not flash. */
export function Splash() {
  const { boot } = useWords();
  return (
    <output className={styles["splash"]}>
      <Icon name="yagura" size={44} />
      <span>{boot.opening}</span>
    </output>
  );
}
