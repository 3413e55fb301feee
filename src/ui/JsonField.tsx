import { useEffect, useRef } from "react";

import { cx } from "./cx.ts";
import { Field } from "./Field.tsx";
import fieldStyles from "./Field.module.css";
import styles from "./JsonField.module.css";

interface JsonFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  /** Takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

/** JSON as text. It says nothing of what is wrong with it: `jsonProblem` does, in the caller's words. */
export function JsonField({ label, value, onChange, error, hint, takesFocus = false }: JsonFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) area.current?.focus();
  }, [takesFocus]);
  return (
    <Field label={label} labelHidden hint={hint} error={error}>
      {(ids) => (
        <div className={fieldStyles["box"]}>
          <textarea
            {...ids}
            className={cx(fieldStyles["input"], fieldStyles["mono"], styles["area"])}
            value={value}
            rows={Math.min(12, Math.max(3, value.split("\n").length))}
            spellCheck={false}
            autoCapitalize="none"
            ref={area}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  );
}
