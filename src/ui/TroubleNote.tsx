import type { ReactNode } from "react";

import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import styles from "./TroubleNote.module.css";
import * as icons from "./form-icons.ts";

export interface TroubleNoteProps {
  readonly what: ReactNode;
  readonly tip: ReactNode;
  /** What the other side answered, word for word. */
  readonly detail?: ReactNode;
  readonly tone?: "bad" | "warn";
  /** Read out at once when it appears; leave out where somebody else announces it. */
  readonly alert?: boolean;
  readonly children?: ReactNode;
}

/** What went wrong and what to do next. */
export function TroubleNote({ what, tip, detail, tone = "bad", alert = true, children }: TroubleNoteProps) {
  return (
    <div className={cx(styles["note"], styles[tone])} role={alert ? "alert" : undefined}>
      <Icon path={icons.alert} size={20} className={styles["icon"]} />
      <div className={styles["words"]}>
        <p className={styles["what"]}>{what}</p>
        <p>{tip}</p>
        {detail !== undefined && <p className={styles["detail"]}>{detail}</p>}
        {children !== undefined && <div className={styles["actions"]}>{children}</div>}
      </div>
    </div>
  );
}
