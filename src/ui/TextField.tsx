import type { KeyboardEvent, ReactNode, Ref } from "react";

import { cx } from "./cx.ts";
import { Field, type FieldProps } from "./Field.tsx";
import styles from "./Field.module.css";

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name?: string;
  readonly type?: "text" | "password" | "search";
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "decimal";
  readonly placeholder?: string | undefined;
  readonly mono?: boolean;
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
  /** Stands inside the box, before or after what is typed. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  readonly ref?: Ref<HTMLInputElement> | undefined;
}

export function TextField({
  label,
  hint,
  error,
  labelHidden = false,
  onChange,
  before,
  after,
  mono = false,
  ref,
  ...input
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} labelHidden={labelHidden}>
      {(ids) => (
        <div className={styles["box"]}>
          {before}
          <input
            {...ids}
            {...input}
            ref={ref}
            className={cx(styles["input"], mono && styles["mono"])}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          {after}
        </div>
      )}
    </Field>
  );
}
