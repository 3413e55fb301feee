import { type KeyboardEvent, useEffect, useRef, useState } from "react";

import { fieldName } from "#domain/field-name.ts";
import { type Json, sameJson } from "#domain/json.ts";
import type { ShadowField } from "#domain/shadow.ts";
import { useConnection } from "#live/useLive.ts";
import { Button } from "#ui/Button.tsx";
import { Icon } from "#ui/Icon.tsx";
import { readableString } from "#ui/safe-text.ts";
import * as icons from "#ui/icons.ts";
import { useWords } from "#words/useWords.ts";

import { asJson, changedMeanwhile, type Draft, valueOf } from "./draft.ts";
import { DraftControl } from "./DraftControl.tsx";
import styles from "./Editor.module.css";
import { textOf } from "./value-text.ts";
import { Value } from "./Value.tsx";

interface EditorProps {
  readonly field: ShadowField;
  readonly draft: Draft;
  /** It was begun just now, and is not from an earlier visit. */
  readonly fresh: boolean;
  /** Neither side has the field any more. */
  readonly gone: boolean;
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onAsk: (value: Json) => void;
}

/** The second of two steps: old and new beside each other, then Apply. Nothing that is heard meanwhile touches what is typed. */
export function Editor({ field, draft, fresh, gone, onDraft, onAsk }: EditorProps) {
  const { change, common } = useWords();
  const form = useRef<HTMLFormElement>(null);
  const connected = useConnection().kind === "connected";
  const { path, desired, reported } = field;
  const now = desired ?? reported;
  const value = valueOf(draft);
  const isSame = desired !== undefined && value !== undefined && sameJson(desired.value, value);
  const [takesFocus, setTakesFocus] = useState(fresh);
  useEffect(() => {
    // Newer browsers answer with a promise, which an effect must not return.
    if (fresh) form.current?.scrollIntoView({ block: "nearest" });
  }, [fresh]);

  const apply = () => {
    if (value === undefined || isSame || !connected) return;
    onDraft(undefined);
    onAsk(value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      onDraft(undefined);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      apply();
    }
  };
  const name = readableString(fieldName(path), 60);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the controls within come by here
    <form
      ref={form}
      className={styles["editor"]}
      aria-label={change.title(name)}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <p className={styles["old"]}>
        <span>{desired || !reported ? change.from : change.fromReported}</span>
        {now ? <Value value={now.value} longest={60} /> : common.nothing}
        <Icon path={icons.arrow} size={14} />
        <span>{change.to}</span>
        {value === undefined ? common.nothing : <Value value={value} longest={60} />}
      </p>
      <DraftControl takesFocus={takesFocus} key={draft.control} draft={draft} sample={now?.value} onDraft={onDraft} />
      {gone && <output className={styles["meanwhile"]}>{change.gone}</output>}
      {!gone && changedMeanwhile(draft, desired?.value) && (
        <output className={styles["meanwhile"]}>
          {change.changedMeanwhile(desired ? readableString(textOf(desired.value), 60) : change.removed)}
        </output>
      )}
      {isSame && <p className={styles["hint"]}>{change.sameAsNow}</p>}
      {!connected && <p className={styles["hint"]}>{change.offlineHold}</p>}
      <div className={styles["actions"]}>
        <Button
          kind="primary"
          type="submit"
          label={change.apply}
          disabled={value === undefined || isSame || !connected}
        />
        <Button label={common.cancel} onPress={() => onDraft(undefined)} />
      </div>
      <div className={styles["more"]}>
        {draft.control !== "json" && (
          <Button
            kind="quiet"
            small
            label={change.asJson}
            onPress={() => {
              setTakesFocus(true);
              onDraft(asJson(draft));
            }}
          />
        )}
        {desired && (
          <Button
            kind="quiet"
            small
            label={change.remove}
            disabled={!connected}
            onPress={() => {
              onDraft(undefined);
              onAsk(null);
            }}
          />
        )}
      </div>
    </form>
  );
}
