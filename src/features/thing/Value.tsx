import type { Json } from "#domain/json.ts";
import { SafeText } from "#ui/SafeText.tsx";
import { useWords } from "#words/useWords.ts";

import { textOf } from "./value-text.ts";
import styles from "./Value.module.css";

/** Within a name of JSON that may be longer than its line: between two of its words, where both are long. */
const humps = /(?<=\S{6}\p{Ll})(?=\p{Lu}\S{6})/u;

/** A value as its JSON says it; a text stands without quotation marks where it can be taken for nothing else. */
export function Value({ value, longest = 80, more = false }: ValueProps) {
  const { common } = useWords();
  return (
    <span className={styles["value"]}>
      <SafeText
        text={textOf(value)}
        longest={longest}
        more={more ? common.showAll : undefined}
        breaks={typeof value === "object" ? humps : undefined}
      />
    </span>
  );
}

interface ValueProps {
  readonly value: Json;
  readonly longest?: number;
  /** The rest may be asked for. */
  readonly more?: boolean;
}
