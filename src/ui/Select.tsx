import { useId } from "react";

import { cx } from "./cx.ts";
import { Icon } from "./Icon.tsx";
import styles from "./Select.module.css";
import * as icons from "./icons.ts";

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Something else than usual is chosen. */
  readonly marked?: boolean;
}

/** One of several, by the browser's own list. The label stands inside the box. */
export function Select<Value extends string>({ label, options, value, onChange, marked = false }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className={cx(styles["box"], marked && styles["marked"])}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon path={icons.chevron} size={16} />
    </div>
  );
}
