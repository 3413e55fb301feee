import type { KeyboardEvent, Ref } from "react";

import { Button } from "./Button.tsx";
import { TextField } from "./TextField.tsx";
import * as icons from "./icons.ts";

interface NumberFieldProps {
  readonly label: string;
  /** As typed: it may not be a number yet. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly step: number;
  readonly lessLabel: string;
  readonly moreLabel: string;
  readonly error?: string | undefined;
  readonly ref?: Ref<HTMLInputElement>;
}

/** A number to type, or to step by buttons and arrow keys (with Shift ten at once). */
export function NumberField({ label, value, onChange, step, lessLabel, moreLabel, error, ref }: NumberFieldProps) {
  const move = (by: number) => onChange(stepped(value, by));
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (direction === 0) return;
    event.preventDefault();
    move(direction * step * (event.shiftKey ? 10 : 1));
  };
  return (
    <TextField
      ref={ref}
      label={label}
      labelHidden
      mono
      inputMode="decimal"
      value={value}
      onChange={onChange}
      error={error}
      onKeyDown={onKeyDown}
      before={<Button kind="quiet" iconOnly icon={icons.minus} label={lessLabel} onPress={() => move(-step)} />}
      after={<Button kind="quiet" iconOnly icon={icons.plus} label={moreLabel} onPress={() => move(step)} />}
    />
  );
}

/** Adds without the dust of binary fractions: 0.1 + 0.2 is 0.3. */
export function stepped(value: string, by: number): string {
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number)) return value;
  const digits = Math.max(decimals(value.trim()), decimals(String(by)));
  return (number + by).toFixed(Math.min(digits, 20));
}

function decimals(text: string): number {
  return /^-?\d+\.(\d+)$/.exec(text)?.[1]?.length ?? 0;
}
