import { useEffect, useId, useRef } from "react";

import { cx } from "./cx.ts";
import styles from "./Segmented.module.css";

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  /** Draws the label above; it is read out in any case. */
  readonly labelShown?: boolean;
  readonly disabled?: boolean;
  readonly mono?: boolean;
  /** Takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

/** One of a few: native radio buttons, drawn as one strip. */
export function Segmented<Value extends string>({
  label,
  options,
  value,
  onChange,
  disabled = false,
  mono = false,
  takesFocus = false,
  labelShown = false,
}: SegmentedProps<Value>) {
  const name = useId();
  const strip = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    const find = (selector: string) => strip.current?.querySelector<HTMLInputElement>(selector);
    if (takesFocus) (find("input:checked") ?? find("input"))?.focus();
  }, [takesFocus]);
  return (
    <div className={styles["choice"]}>
      {labelShown && (
        <span className={styles["label"]} aria-hidden="true">
          {label}
        </span>
      )}
      <fieldset ref={strip} className={styles["strip"]} disabled={disabled} role="radiogroup" aria-label={label}>
        {options.map((option) => (
          <label key={option.value} className={cx(styles["option"], mono && styles["mono"])}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
