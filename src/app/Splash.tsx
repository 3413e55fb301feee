import { Icon } from "#ui/Icon.tsx";
import * as icons from "#ui/form-icons.ts";
import { useEntryWords } from "#words/useWords.ts";

import styles from "./Splash.module.css";

/** Shown while the console finds out what it is; only when that takes a moment, so that it does not flash. */
export function Splash() {
  const { boot } = useEntryWords();
  return (
    <output className={styles["splash"]}>
      <Icon path={icons.yagura} size={44} />
      <span>{boot.opening}</span>
    </output>
  );
}
