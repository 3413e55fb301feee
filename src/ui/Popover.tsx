import { type ReactNode, useId, useRef, useState } from "react";

import { cx } from "./cx.ts";
import styles from "./Popover.module.css";

interface PopoverProps {
  /** What the button says; its own look is the caller's. */
  readonly button: ReactNode;
  readonly buttonClassName: string | undefined;
  readonly buttonLabel?: string | undefined;
  readonly title: string;
  readonly children: ReactNode;
}

/** A button with a small panel beneath the top bar: the browser closes it on Escape, on a press elsewhere, and gives the focus back. */
export function Popover({ button, buttonClassName, buttonLabel, title, children }: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const panel = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button
        type="button"
        className={cx(styles["button"], buttonClassName)}
        popoverTarget={id}
        aria-expanded={open}
        aria-label={buttonLabel}
      >
        {button}
      </button>
      <dialog
        id={id}
        ref={panel}
        popover="auto"
        aria-label={title}
        tabIndex={-1}
        className={styles["panel"]}
        onToggle={(event) => {
          const opened = event.newState === "open";
          setOpen(opened);
          if (opened) panel.current?.focus();
        }}
      >
        {open && children}
      </dialog>
    </>
  );
}
