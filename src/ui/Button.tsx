import type { ReactNode, Ref } from "react";

import styles from "./Button.module.css";
import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";

interface ButtonProps {
  readonly label: string;
  readonly onPress?: (() => void) | undefined;
  readonly kind?: "primary" | "plain" | "quiet";
  readonly type?: "button" | "submit";
  readonly icon?: string | undefined;
  /** Shows the icon alone; the label is still what is read out. */
  readonly iconOnly?: boolean;
  readonly disabled?: boolean | undefined;
  /** Something is under way: the button keeps its place and its focus, and does not press twice. */
  readonly busy?: boolean;
  readonly wide?: boolean;
  readonly small?: boolean;
  readonly children?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({
  label,
  onPress,
  kind = "plain",
  type = "button",
  icon,
  iconOnly = false,
  ...rest
}: ButtonProps) {
  const { disabled = false, busy = false, wide = false, small = false, children, ref } = rest;
  return (
    <button
      ref={ref}
      type={type === "submit" ? "submit" : "button"}
      className={cx(
        styles["button"],
        styles[kind],
        iconOnly && styles["iconOnly"],
        wide && styles["wide"],
        small && styles["small"],
      )}
      disabled={disabled}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-label={iconOnly ? label : undefined}
      title={iconOnly ? label : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {busy ? (
        <span className={styles["spinner"]} aria-hidden="true" />
      ) : (
        icon && <Icon path={icon} size={small ? 16 : 18} />
      )}
      {!iconOnly && <span>{label}</span>}
      {children}
    </button>
  );
}
