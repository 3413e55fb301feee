import type { ReactNode } from "react";

import { CopyButton } from "./CopyButton.tsx";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import styles from "./TroubleNote.module.css";

interface TroubleNoteProps {
  readonly what: string;
  readonly tip: string;
  /** The command that the tip speaks of, ready to be copied. */
  readonly command?: { readonly text: string; readonly copyLabel: string; readonly copiedLabel: string } | undefined;
  /** What the other side answered, word for word. */
  readonly detail?: ReactNode;
  readonly tone?: "bad" | "warn";
  /** Read out at once when it appears; leave out where somebody else announces it. */
  readonly alert?: boolean;
  readonly children?: ReactNode;
}

/** What went wrong and what to do next. */
export function TroubleNote({ what, tip, command, detail, tone = "bad", alert = true, children }: TroubleNoteProps) {
  return (
    <div className={cx(styles["note"], styles[tone])} role={alert ? "alert" : undefined}>
      <Icon name="alert" size={20} className={styles["icon"]} />
      <div className={styles["words"]}>
        <p className={styles["what"]}>{what}</p>
        <p>{tip}</p>
        {detail !== undefined && <p className={styles["detail"]}>{detail}</p>}
        {command && (
          <div className={styles["command"]}>
            <code>{command.text}</code>
            <CopyButton text={command.text} label={command.copyLabel} copiedLabel={command.copiedLabel} />
          </div>
        )}
        {children !== undefined && <div className={styles["actions"]}>{children}</div>}
      </div>
    </div>
  );
}
