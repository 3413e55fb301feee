import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";

import type { Operator } from "#domain/ports.ts";
import type { ThingName } from "#domain/thing.ts";
import { useConnection, useLive, useShadow, useShadowChanges } from "#live/useLive.ts";
import { Button } from "#ui/Button.tsx";
import { useAtTime } from "#ui/clock.ts";
import { ProgressBar } from "#ui/ProgressBar.tsx";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import * as icons from "#ui/icons.ts";
import { sayHelp } from "#words/say-help.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import { AddField } from "./AddField.tsx";
import { ChangeNote } from "./ChangeNote.tsx";
import type { Desk, Drafts } from "./desk.ts";
import type { Draft } from "./draft.ts";
import { fieldKey, newFieldKey } from "./field-key.ts";
import { FieldRow } from "./FieldRow.tsx";
import { isExpectedRefusal, whyNotChange } from "./may-change.ts";
import { RawShadow } from "./RawShadow.tsx";
import section from "./Section.module.css";
import styles from "./ShadowSection.module.css";
import { shownFields } from "./shown-fields.ts";
import { askedField, useAsk } from "./use-ask.ts";
import { useEditKey } from "./use-edit-key.ts";

interface ShadowSectionProps {
  readonly thingName: ThingName;
  readonly operator: Operator;
  readonly prefix: string;
  readonly desk: Desk;
  /** Where the keys are heard: the whole screen of the thing, whose name has the focus when it opens. */
  readonly place: RefObject<HTMLElement | null>;
}

const noDrafts: Drafts = new Map();

/** What was asked of the thing and what it says of itself, field by field, and the place to ask for something else. */
export function ShadowSection({ thingName, operator, prefix, desk, place }: ShadowSectionProps) {
  const words = useWords();
  const { shadow, status, trouble } = useShadow(thingName);
  const { shadows } = useLive();
  const changes = useShadowChanges(thingName);
  const drafts = useSyncExternalStore(desk.subscribe, () => desk.draftsOf(thingName));
  const ask = useAsk(thingName, desk);
  // What is wrong with our connection is said at the top of the page.
  const connected = useConnection().kind === "connected";
  const whyNot = whyNotChange(operator, thingName, prefix);
  const expected = status === "unknown" && isExpectedRefusal(trouble, thingName, prefix);
  const [adding, setAdding] = useState(false);

  // The field whose value was pressed here; what is from an earlier visit takes nobody's focus.
  const [opened, setOpened] = useState<string>();
  const addButton = useRef<HTMLButtonElement>(null);
  const isAdding = !whyNot && (adding || drafts.has(newFieldKey));
  const wasAdding = useRef(isAdding);
  useEffect(() => {
    if (wasAdding.current && !isAdding) addButton.current?.focus();
    wasAdding.current = isAdding;
  }, [isAdding]);

  const fields = shownFields(shadow, whyNot ? noDrafts : drafts);
  const ownKeys = new Set(shownFields(shadow, noDrafts).map(({ path }) => fieldKey(path)));
  const shownKeys = new Set(fields.map(({ path }) => fieldKey(path)));
  const asked = changes.map((change) => {
    const { path, value } = askedField(change);
    return { change, path, value };
  });
  const latest = asked.filter(({ path }, index) => {
    return asked.findIndex((other) => fieldKey(other.path) === fieldKey(path)) === index;
  });
  const noteOf = ({ change, path, value }: (typeof asked)[number]) => (
    <ChangeNote
      key={change.clientToken}
      change={change}
      path={path}
      value={value}
      desk={desk}
      current={status === "current"}
      onAsk={ask.mutate}
    />
  );

  const type = (key: string, draft: Draft | undefined) => {
    if (draft && !drafts.has(key)) setOpened(key);
    desk.put(thingName, key, draft);
  };
  useEditKey({ place, fields: whyNot ? [] : fields, drafts, type });

  return (
    <section className={section["section"]} aria-label={words.thing.shadowTitle} data-shadow={status}>
      <div className={section["titleRow"]}>
        <h2>{words.thing.shadowTitle}</h2>
        {shadow && <span>{words.thing.shadowVersion(shadow.version)}</span>}
        {status === "asking" && <span>{words.thing.readingShadow}</span>}
        {status === "unknown" && shadow && <StaleSince heardAt={shadow.heardAt} />}
      </div>
      {whyNot && (
        <p className={section["quiet"]}>
          {whyNot === "prefix" ? words.thing.mayNot.prefix(prefix) : words.thing.mayNot[whyNot]}
        </p>
      )}
      {expected && <p className={section["quiet"]}>{words.thing.notShown.shadow(prefix)}</p>}
      {connected && status === "unknown" && trouble && !expected && (
        <TroubleHelp tone="warn" {...sayHelp(words, trouble)}>
          <Button small icon={icons.retry} label={words.common.retry} onPress={() => shadows.refresh(thingName)} />
        </TroubleHelp>
      )}
      {status === "asking" && !shadow && <ProgressBar label={words.thing.readingShadow} />}
      {status === "missing" && (
        <p className={section["quiet"]}>
          {words.thing.noShadow}. {words.thing.noShadowText}
        </p>
      )}
      {shadow && fields.length === 0 && <p className={section["quiet"]}>{words.thing.emptyShadow}</p>}
      {fields.length > 0 && (
        <table className={styles["fields"]}>
          <thead>
            <tr>
              <th scope="col">{words.thing.field}</th>
              <th scope="col">{words.thing.desired}</th>
              <th scope="col">{words.thing.reported}</th>
            </tr>
          </thead>
          {fields.map((field) => {
            const key = fieldKey(field.path);
            const note = latest.find(({ path }) => fieldKey(path) === key);
            return (
              <FieldRow
                key={key}
                field={field}
                draft={drafts.get(key)}
                fresh={opened === key}
                gone={!field.desired && !field.reported && (status === "current" || status === "missing")}
                changeable={whyNot === undefined}
                onDraft={(draft) => {
                  type(key, draft);
                  // A row that is there for what was typed goes with it.
                  if (!draft && !ownKeys.has(key)) addButton.current?.focus();
                }}
                onAsk={(value) =>
                  ask.mutate({ path: field.path, value, before: field.desired?.value ?? field.reported?.value })
                }
              >
                {note && noteOf(note)}
              </FieldRow>
            );
          })}
        </table>
      )}
      {latest.filter(({ path }) => !shownKeys.has(fieldKey(path))).map(noteOf)}
      {isAdding && (
        <AddField
          draft={drafts.get(newFieldKey)}
          takesFocus={adding}
          fields={fields}
          onDraft={(draft) => desk.put(thingName, newFieldKey, draft)}
          onAsk={(path, value) => ask.mutate({ path, value, before: undefined })}
          onClose={() => setAdding(false)}
        />
      )}
      {!whyNot && !isAdding && (
        <div>
          <Button
            ref={addButton}
            small
            icon={icons.plus}
            label={words.thing.addField}
            onPress={() => setAdding(true)}
          />
        </div>
      )}
      {shadow && <RawShadow shadow={shadow} />}
    </section>
  );
}

/** What is shown was true once. */
function StaleSince({ heardAt }: { readonly heardAt: number }) {
  const words = useWords();
  const { clock } = useFormats();
  return <span>{words.thing.staleShadow(useAtTime((now) => clock(heardAt, now)))}</span>;
}
