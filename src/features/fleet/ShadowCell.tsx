import { fieldName } from "#domain/field-name.ts";
import type { Json } from "#domain/json.ts";
import { Icon } from "#ui/Icon.tsx";
import { SafeText } from "#ui/SafeText.tsx";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import { cx } from "#ui/cx.ts";
import * as icons from "#ui/icons.ts";
import { useWords } from "#words/useWords.ts";

import styles from "./ShadowCell.module.css";
import type { ShadowSummary } from "./shadow-summary.ts";

/** One value of the shadow: what is reported, and what is asked instead. */
export function ShadowCell({ shadow }: { readonly shadow: ShadowSummary | undefined }) {
  const { common, fleet } = useWords();
  if (!shadow) return <span className={styles["none"]}>{common.nothing}</span>;
  const { path, reported, desired, pending } = shadow;
  return (
    <span className={styles["cell"]}>
      <span className={styles["field"]}>
        <SafeText text={fieldName(path)} longest={40} />
      </span>
      <span className={cx(styles["value"], pending > 0 && styles["pending"])}>
        <SafeText text={brief(reported) ?? common.nothing} longest={24} />
        {desired !== undefined && (
          <>
            <Icon path={icons.arrow} size={12} />
            <VisuallyHidden>{fleet.asks("")}</VisuallyHidden>
            <SafeText text={brief(desired) ?? common.nothing} longest={24} />
            <Icon path={icons.hourglass} size={13} />
          </>
        )}
      </span>
      {pending > 1 && <span className={styles["field"]}>{fleet.more(pending - 1)}</span>}
    </span>
  );
}

function brief(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : value === undefined ? undefined : JSON.stringify(value);
}
