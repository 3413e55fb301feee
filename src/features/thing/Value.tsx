import type { Json } from "#domain/json.ts";
import { SafeText } from "#ui/SafeText.tsx";
import { useWords } from "#words/useWords.ts";

import styles from "./Value.module.css";

/** A value as its JSON says it; a plain word stands without its quotation marks. */
export function Value({ value, longest = 80, more = false }: ValueProps) {
  const { common } = useWords();
  return (
    <span className={styles["value"]}>
      <SafeText text={textOf(value)} longest={longest} more={more ? common.showAll : undefined} />
    </span>
  );
}

interface ValueProps {
  readonly value: Json;
  readonly longest?: number;
  /** The rest may be asked for. */
  readonly more?: boolean;
}

/** Quotation marks where the text would be taken for something else: "1" is not 1. */
export function textOf(value: Json): string {
  return typeof value === "string" && /^[\p{L}_][^\s"]*$/u.test(value) && !/^(?:true|false|null)$/.test(value)
    ? value
    : JSON.stringify(value);
}
