import type { Json } from "#domain/json.ts";
import type { ChangeProgress, ShadowChange } from "#domain/shadow-change.ts";
import { Button } from "#ui/Button.tsx";
import { useAtTime } from "#ui/clock.ts";
import { Glyph } from "#ui/Glyph.tsx";
import { Icon } from "#ui/Icon.tsx";
import { readableString } from "#ui/safe-text.ts";
import { TroubleHelp } from "#ui/TroubleHelp.tsx";
import { TroubleNote } from "#ui/TroubleNote.tsx";
import * as icons from "#ui/icons.ts";
import { sayHelp } from "#words/say-help.ts";
import { useFormats, useWords } from "#words/useWords.ts";

import styles from "./ChangeNote.module.css";
import type { Desk } from "./desk.ts";
import type { Asking } from "./use-ask.ts";
import { textOf } from "./value-text.ts";

interface ChangeNoteProps {
  readonly change: ShadowChange;
  readonly path: readonly string[];
  readonly value: Json;
  readonly desk: Desk;
  /** We hear every change of the shadow: what this one would be taken back from is known. */
  readonly current: boolean;
  readonly onAsk: (asking: Asking) => void;
}

/** How long a change that came to its good end is still spoken of. */
const spokenOfMs = 60_000;
const longMs = 30_000;

/** Follows one change where it was made: sent, accepted, obeyed; or why not. */
export function ChangeNote({ change, path, value, desk, current, onAsk }: ChangeNoteProps) {
  const words = useWords();
  const { progress, askedAt, clientToken } = change;
  const over = progress.kind === "obeyed" || progress.kind === "overtaken";
  const gone = useAtTime((now) => over && now - progress.at > spokenOfMs);
  if (gone) return null;
  const before = desk.before.get(clientToken);
  const again = (
    <Button small icon={icons.retry} label={words.change.again} onPress={() => onAsk({ path, value, before })} />
  );

  if (progress.kind === "not-taken") {
    return (
      <TroubleNote tone="warn" what={words.change.notTaken} tip={words.change.notTakenTip}>
        {again}
      </TroubleNote>
    );
  }
  if (progress.kind === "refused" || progress.kind === "unanswered") {
    const said = sayHelp(words, progress.trouble);
    const isOpen = progress.kind === "unanswered";
    return (
      <TroubleHelp {...said} tip={isOpen ? words.change.unanswered : said.tip} tone={isOpen ? "warn" : "bad"}>
        {again}
      </TroubleHelp>
    );
  }
  return (
    <output className={styles["note"]} data-progress={progress.kind}>
      <Progress progress={progress} askedAt={askedAt} value={value} />
      {progress.kind === "accepted" && <Waiting since={askedAt} />}
      {current && (progress.kind === "accepted" || progress.kind === "obeyed") && desk.before.has(clientToken) && (
        <Button
          small
          icon={icons.undo}
          label={before === undefined ? words.change.undoAdd : words.change.undo(readableString(textOf(before), 40))}
          onPress={() => onAsk({ path, value: before ?? null, before: value ?? undefined })}
        />
      )}
    </output>
  );
}

type Going = Exclude<ChangeProgress, { readonly kind: "refused" | "unanswered" | "not-taken" }>;

function Progress({ progress, askedAt, value }: { progress: Going; askedAt: number; value: Json }) {
  const { change } = useWords();
  const { duration } = useFormats();
  if (progress.kind === "overtaken") return <p className={styles["line"]}>{change.superseded}</p>;
  if (progress.kind === "sending") {
    return (
      <p className={styles["line"]}>
        <Glyph shape="spin" tone="accent" />
        {change.sending}
      </p>
    );
  }
  const { kind, version, at } = progress;
  const obeyed = value === null ? change.notAsked(version) : change.obeyed(duration(at - askedAt));
  return (
    <p className={styles["line"]}>
      <Icon path={icons.check} size={16} className={styles["ok"]} />
      {kind === "accepted" ? change.accepted(version) : obeyed}
    </p>
  );
}

function Waiting({ since }: { readonly since: number }) {
  const { change } = useWords();
  const { duration } = useFormats();
  const [waited, long] = [
    useAtTime((now) => duration(Math.max(0, now - since))),
    useAtTime((now) => now - since > longMs),
  ];
  return (
    <>
      <p className={styles["line"]}>
        <Icon path={icons.hourglass} size={16} className={styles["warn"]} />
        {long ? change.waitingLong(waited) : change.waiting(waited)}
      </p>
      {long && <p className={styles["tip"]}>{change.waitingTip}</p>}
    </>
  );
}
