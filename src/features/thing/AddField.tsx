import { useEffect, useRef } from "react";

import { fieldName, readFieldName } from "#domain/field-name.ts";
import type { Json } from "#domain/json.ts";
import { deepestField, type ShadowField } from "#domain/shadow.ts";
import { Button } from "#ui/Button.tsx";
import { cx } from "#ui/cx.ts";
import { readableString } from "#ui/safe-text.ts";
import { Segmented } from "#ui/Segmented.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useConnection } from "#live/useLive.ts";
import type { Words } from "#words/en.ts";
import { useWords } from "#words/useWords.ts";

import { type Control, type Draft, valueOf } from "./draft.ts";
import { DraftControl } from "./DraftControl.tsx";
import styles from "./Editor.module.css";
import { type NewFieldProblem, newFieldProblem } from "./new-field.ts";

interface AddFieldProps {
  readonly draft: Draft | undefined;
  /** It was asked for just now, and is not from an earlier visit. */
  readonly takesFocus: boolean;
  /** What is there already. */
  readonly fields: readonly ShadowField[];
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onAsk: (path: readonly string[], value: Json) => void;
  readonly onClose: () => void;
}

const empty: Draft = { control: "text", text: "", began: "" };
const controls: readonly Control[] = ["text", "number", "choice", "json"];

/** Asks for a field that neither side has yet. */
export function AddField({ draft = empty, takesFocus, fields, onDraft, onAsk, onClose }: AddFieldProps) {
  const { change, common, thing } = useWords();
  const { name = "" } = draft;
  const nameField = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) nameField.current?.focus();
  }, [takesFocus]);
  const connected = useConnection().kind === "connected";
  const path = readFieldName(name);
  const problem = path && newFieldProblem(path, fields);
  const value = valueOf(draft);
  const close = () => {
    onDraft(undefined);
    onClose();
  };
  const startAs = (control: Control) => {
    onDraft({ ...empty, name, control, text: control === "choice" ? "true" : control === "number" ? "0" : "" });
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape in any of its fields
    <form
      className={cx(styles["editor"], styles["card"])}
      aria-label={thing.addField}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (!path || problem || value === undefined || !connected) return;
        onAsk(path, value);
        close();
      }}
    >
      <TextField
        ref={nameField}
        mono
        label={change.fieldName}
        hint={change.fieldNameHint}
        value={name}
        onChange={(typed) => onDraft({ ...draft, name: typed })}
        error={problem && sayProblem(change, problem)}
      />
      <Segmented
        label={change.kind}
        labelShown
        options={controls.map((control) => ({ value: control, label: change.kinds[control] }))}
        value={draft.control}
        onChange={startAs}
      />
      <DraftControl key={draft.control} draft={draft} sample onDraft={onDraft} />
      {!path && (name !== "" || draft.text !== "") && <p className={styles["hint"]}>{change.fieldNameMissing}</p>}
      {!connected && <p className={styles["hint"]}>{change.offlineHold}</p>}
      <div className={styles["actions"]}>
        <Button
          kind="primary"
          type="submit"
          label={change.apply}
          disabled={!path || problem !== undefined || value === undefined || !connected}
        />
        <Button label={common.cancel} onPress={close} />
      </div>
    </form>
  );
}

function sayProblem({ fieldNameProblem }: Words["change"], problem: NewFieldProblem): string {
  if (problem.kind === "below-value") {
    return fieldNameProblem["below-value"](readableString(fieldName(problem.path), 60));
  }
  return problem.kind === "too-deep" ? fieldNameProblem["too-deep"](deepestField) : fieldNameProblem[problem.kind];
}
