import { Fragment, type ReactNode, useState } from "react";

import { readable } from "./safe-text.ts";
import styles from "./SafeText.module.css";

interface SafeTextProps {
  readonly text: string;
  /** In characters; the rest is cut off. */
  readonly longest?: number;
  /** Where the rest may be asked for: the words of the button. */
  readonly more?: string | undefined;
  /** Where a line may break besides its spaces: the empty places that this pattern finds. */
  readonly breaks?: RegExp | undefined;
}

// Whatever is asked for, no more than this is drawn: the raw view has the rest.
const longestEver = 20_000;

/** A text that somebody else chose: never markup, never endless, with nothing invisible in it, and unable to turn its neighbours around. */
export function SafeText({ text, longest = 200, more, breaks }: SafeTextProps) {
  const [all, setAll] = useState(false);
  const { stretches, cut } = readable(text, all ? longestEver : longest);
  return (
    <bdi className={styles["text"]}>
      {stretches.map(({ kind, text: part }, index) =>
        kind === "plain" ? (
          breakable(part, breaks)
        ) : (
          // oxlint-disable-next-line no-array-index-key -- a stretch has no identity but its place
          <span key={index} className={styles["hidden"]}>
            {part}
          </span>
        ),
      )}
      {cut && "\u2026"}
      {cut && !all && more !== undefined && (
        <button type="button" className={styles["more"]} onClick={() => setAll(true)}>
          {more}
        </button>
      )}
    </bdi>
  );
}

function breakable(text: string, breaks: RegExp | undefined): ReactNode {
  if (!breaks) return text;
  return text.split(breaks).map((piece, index) => (
    // oxlint-disable-next-line no-array-index-key -- a piece has no identity but its place
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}
