import { useId } from "react";

import { cx } from "./cx.ts";
import styles from "./Segmented.module.css";

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
  readonly mono?: boolean;
  readonly autoFocus?: boolean;
}

/** One of a few: native radio buttons, drawn as one strip. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
  disabled = false,
  mono = false,
  autoFocus = false,
}: SegmentedProps<Value>) {
  const name = useId();
  const focused = options.find((option) => option.value === value) ?? options[0];
  return (
    <fieldset className={styles["strip"]} disabled={disabled} role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={cx(styles["option"], mono && styles["mono"])}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            ref={(element) => {
              if (autoFocus && option === focused) element?.focus();
            }}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
