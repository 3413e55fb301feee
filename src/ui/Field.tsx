import { type ReactNode, useId } from "react";

import styles from "./Field.module.css";
import { Icon } from "./Icon.tsx";
import * as icons from "./form-icons.ts";

export interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  /** The label is read out but not drawn: what stands around says it already. */
  readonly labelHidden?: boolean;
}

export interface ControlIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": true | undefined;
  readonly "aria-label": string | undefined;
}

/** A label, its control, and what is wrong with it, tied together. */
export function Field({
  label,
  hint,
  error,
  labelHidden = false,
  children,
}: FieldProps & { readonly children: (ids: ControlIds) => ReactNode }) {
  const id = useId();
  const told = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={styles["field"]}>
      {!labelHidden && (
        <label className={styles["label"]} htmlFor={id}>
          {label}
        </label>
      )}
      {children({
        id,
        "aria-describedby": told === "" ? undefined : told,
        "aria-invalid": error === undefined ? undefined : true,
        "aria-label": labelHidden ? label : undefined,
      })}
      {hint !== undefined && (
        <p className={styles["hint"]} id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== undefined && (
        <p className={styles["error"]} id={`${id}-error`} role="alert">
          <Icon path={icons.alert} size={16} />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}
