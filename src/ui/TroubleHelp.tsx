import { CopyButton } from "./CopyButton.tsx";
import { SafeText } from "./SafeText.tsx";
import styles from "./TroubleHelp.module.css";
import { TroubleNote, type TroubleNoteProps } from "./TroubleNote.tsx";

interface TroubleHelpProps extends Omit<TroubleNoteProps, "what" | "tip" | "detail"> {
  readonly what: string;
  readonly tip: string;
  readonly detail: string | undefined;
  /** The command that the tip speaks of, to be copied and run elsewhere. */
  readonly command: { readonly text: string; readonly copyLabel: string; readonly copiedLabel: string } | undefined;
}

const longest = 600;

/** A TroubleNote whose texts hold names and answers of others, and whose tip may come with a command. */
export function TroubleHelp({ what, tip, detail, command, children, ...note }: TroubleHelpProps) {
  return (
    <TroubleNote
      {...note}
      what={<SafeText text={what} longest={longest} />}
      tip={<SafeText text={tip} longest={longest} />}
      detail={detail === undefined ? undefined : <SafeText text={detail} longest={longest} />}
    >
      {command && (
        <div className={styles["command"]}>
          <code>{command.text}</code>
          <CopyButton text={command.text} label={command.copyLabel} copiedLabel={command.copiedLabel} />
        </div>
      )}
      {children}
    </TroubleNote>
  );
}
