import { type ReactNode, useState } from "react";

import styles from "./Disclosure.module.css";
import { Icon } from "./Icon.tsx";

/** A part that is there when it is asked for. */
export function Disclosure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles["details"]} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles["summary"]}>
        <Icon name="chevron" size={16} className={styles["chevron"]} />
        {label}
      </summary>
      {open && <div className={styles["body"]}>{children}</div>}
    </details>
  );
}
