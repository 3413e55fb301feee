import { useEffect, useRef } from "react";

import type { Json } from "#domain/json.ts";
import { jsonProblem } from "#ui/json-problem.ts";
import { JsonField } from "#ui/JsonField.tsx";
import { NumberField } from "#ui/NumberField.tsx";
import { readableString } from "#ui/safe-text.ts";
import { Segmented } from "#ui/Segmented.tsx";
import { TextField } from "#ui/TextField.tsx";
import type { Words } from "#words/en.ts";
import { useWords } from "#words/useWords.ts";

import { choicesOf, type Draft, type DraftProblem, problemOf, stepOf } from "./draft.ts";
import styles from "./Editor.module.css";
import { roundedIn } from "./rounded.ts";

interface DraftControlProps {
  readonly draft: Draft;
  /** A value like those that the field has: it says what there is to choose from. */
  readonly sample: Json | undefined;
  readonly onDraft: (draft: Draft) => void;
  /** The control takes the focus when it appears. */
  readonly takesFocus?: boolean;
}

/** The control that fits the type of the value. */
export function DraftControl({ draft, sample, onDraft, takesFocus = false }: DraftControlProps) {
  const { change } = useWords();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    input.current?.focus();
    input.current?.select();
  }, [takesFocus]);
  const type = (text: string) => onDraft({ ...draft, text });

  if (draft.control === "choice") {
    const choices = choicesOf(sample) ?? [draft.text];
    const options = choices.map((choice) => ({ value: choice, label: labelOf(choice) }));
    return (
      <Segmented
        label={change.newValue}
        mono
        takesFocus={takesFocus}
        options={options}
        value={draft.text}
        onChange={type}
      />
    );
  }
  const problem = problemOf(draft);
  if (draft.control === "number") {
    return (
      <>
        <NumberField
          ref={input}
          label={change.newValue}
          value={draft.text}
          step={stepOf(draft.text)}
          lessLabel={change.less}
          moreLabel={change.more}
          error={problem && (problem === "not-a-number" ? change.notANumber : change.numberTooLarge)}
          onChange={type}
        />
        <RoundedNote draft={draft} />
      </>
    );
  }
  if (draft.control === "text") {
    return <TextField ref={input} label={change.newValue} labelHidden mono value={draft.text} onChange={type} />;
  }
  return (
    <>
      <JsonField
        takesFocus={takesFocus}
        label={change.newValue}
        value={draft.text}
        hint={change.jsonHint}
        error={problem && draft.text.trim() !== "" ? sayProblem(change, problem, draft.text) : undefined}
        onChange={type}
      />
      <RoundedNote draft={draft} />
    </>
  );
}

/** It is no mistake, but who typed it should know before it is sent. */
function RoundedNote({ draft }: { readonly draft: Draft }) {
  const { change } = useWords();
  const rounded = roundedIn(draft);
  if (!rounded) return null;
  return <output className={styles["hint"]}>{change.rounded(readableString(rounded.typed, 40), rounded.sent)}</output>;
}

function sayProblem(change: Words["change"], problem: DraftProblem, text: string): string {
  const place = jsonProblem(text);
  if (place) return change.notJson(place.line, place.column);
  return problem === "too-big" ? change.tooBig : change.numberTooLarge;
}

function labelOf(choice: string): string {
  const value: unknown = JSON.parse(choice);
  return String(value);
}
