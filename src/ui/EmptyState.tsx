import type { ReactNode } from "react";

import styles from "./EmptyState.module.css";
import { Icon } from "./Icon.tsx";

/** Why there is nothing to see here, and what can be done about it. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  readonly icon: string;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={styles["empty"]}>
      <span className={styles["picture"]}>
        <Icon path={icon} size={28} />
      </span>
      <p className={styles["title"]}>{title}</p>
      <p className={styles["text"]}>{text}</p>
      {children !== undefined && <div className={styles["actions"]}>{children}</div>}
    </div>
  );
}
