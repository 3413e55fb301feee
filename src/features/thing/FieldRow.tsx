import { type ReactNode, useEffect, useRef } from "react";

import { fieldName, levelName } from "#domain/field-name.ts";
import type { Json } from "#domain/json.ts";
import type { ShadowField, Side } from "#domain/shadow.ts";
import { cx } from "#ui/cx.ts";
import { Icon } from "#ui/Icon.tsx";
import { SafeText } from "#ui/SafeText.tsx";
import { Time } from "#ui/Time.tsx";
import { VisuallyHidden } from "#ui/VisuallyHidden.tsx";
import { readableString } from "#ui/safe-text.ts";
import * as icons from "#ui/icons.ts";
import { useWords } from "#words/useWords.ts";

import { type Draft, draftOf } from "./draft.ts";
import { Editor } from "./Editor.tsx";
import { fieldKey } from "./field-key.ts";
import styles from "./FieldRow.module.css";
import { Value } from "./Value.tsx";

interface FieldRowProps {
  readonly field: ShadowField;
  readonly draft: Draft | undefined;
  /** The draft was begun just now. */
  readonly fresh: boolean;
  /** Neither side has the field any more. */
  readonly gone: boolean;
  readonly changeable: boolean;
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onAsk: (value: Json) => void;
  /** How the last change of this field goes on. */
  readonly children: ReactNode;
}

/** One field: what is asked, what is reported, and, once its value is pressed, the control for another one. */
export function FieldRow({ field, draft, fresh, gone, changeable, onDraft, onAsk, children }: FieldRowProps) {
  const { thing } = useWords();
  const { path, desired, reported, differs } = field;
  const value = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  const editing = draft !== undefined && changeable;
  useEffect(() => {
    if (wasEditing.current && !editing) value.current?.focus();
    wasEditing.current = editing;
  }, [editing]);
  const name = fieldName(path);

  return (
    <tbody className={styles["field"]} data-field={fieldKey(path)} data-editing={editing}>
      <tr className={styles["row"]}>
        <th scope="row" className={styles["name"]}>
          <FieldName path={path} />
        </th>
        <td className={styles["side"]}>
          {changeable ? (
            <button
              ref={value}
              type="button"
              className={cx(styles["value"], desired && styles["asked"], differs && styles["pending"])}
              aria-expanded={editing}
              onClick={() => onDraft(editing ? undefined : draftOf(desired?.value, reported?.value))}
            >
              <VisuallyHidden>
                {desired ? thing.change(readableString(name, 60)) : thing.ask(readableString(name, 60))}
              </VisuallyHidden>
              <SideValue side={desired} />
              <Icon path={icons.edit} size={14} className={styles["pen"]} />
            </button>
          ) : (
            <span className={cx(styles["value"], differs && styles["pending"])}>
              <SideValue side={desired} />
            </span>
          )}
          {desired?.at !== undefined && <Time at={desired.at} press />}
        </td>
        <td className={styles["side"]}>
          <span className={styles["told"]}>
            {reported ? <Value value={reported.value} more /> : <SideValue side={undefined} />}
            {desired && <Mark differs={differs} />}
          </span>
          {reported?.at !== undefined && <Time at={reported.at} press />}
        </td>
      </tr>
      {(editing || children !== undefined) && (
        <tr className={styles["below"]}>
          <td colSpan={3}>
            {editing && (
              <Editor field={field} draft={draft} fresh={fresh} gone={gone} onDraft={onDraft} onAsk={onAsk} />
            )}
            {children}
          </td>
        </tr>
      )}
    </tbody>
  );
}

/** A long name may break between its levels and its words, and nowhere else as long as that is enough. */
function FieldName({ path }: { readonly path: readonly string[] }) {
  const parts = path.flatMap((level, depth) =>
    `${depth > 0 ? "." : ""}${levelName(level)}`.split(/(?<=\.)|(?<=\p{Ll})(?=\p{Lu})|(?<=[_-])/u),
  );
  return parts.slice(0, 40).map((part, index) => (
    // oxlint-disable-next-line no-array-index-key -- a part has no identity but its place
    <span key={index}>
      {index > 0 && <wbr />}
      <SafeText text={part} longest={100} />
    </span>
  ));
}

function SideValue({ side }: { readonly side: Side | undefined }) {
  const { common } = useWords();
  return side ? <Value value={side.value} /> : <span className={styles["none"]}>{common.nothing}</span>;
}

/** Whether the device reports what is asked. */
function Mark({ differs }: { readonly differs: boolean }) {
  const { thing } = useWords();
  return (
    <span className={differs ? styles["differs"] : styles["agrees"]} title={differs ? thing.differs : thing.agrees}>
      <Icon path={differs ? icons.hourglass : icons.check} size={15} />
      <VisuallyHidden>{differs ? thing.differs : thing.agrees}</VisuallyHidden>
    </span>
  );
}
