import { type ReactNode, useState } from "react";

import styles from "./Disclosure.module.css";
import { Icon } from "./Icon.tsx";
import * as icons from "./icons.ts";

/** A part that is there when it is asked for. */
export function Disclosure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles["details"]} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles["summary"]}>
        <Icon path={icons.chevron} size={16} className={styles["chevron"]} />
        {label}
      </summary>
      {open && <div className={styles["body"]}>{children}</div>}
    </details>
  );
}
