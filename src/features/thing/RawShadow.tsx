import type { Shadow } from "#domain/shadow.ts";
import { CopyButton } from "#ui/CopyButton.tsx";
import { Disclosure } from "#ui/Disclosure.tsx";
import { SafeText } from "#ui/SafeText.tsx";
import { useWords } from "#words/useWords.ts";

import styles from "./RawShadow.module.css";

const longest = 20_000;

/** The document as it was heard. */
export function RawShadow({ shadow: { desired, reported, metadata, version } }: { readonly shadow: Shadow }) {
  const { common, thing } = useWords();
  const text = JSON.stringify({ state: { desired, reported }, metadata, version }, undefined, 2);
  return (
    <Disclosure label={thing.raw}>
      <div className={styles["raw"]}>
        <CopyButton text={text} label={thing.copyRaw} copiedLabel={common.copied} iconOnly={false} />
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to scroll by the keyboard too */}
        <pre tabIndex={0}>
          {text.split("\n", 400).map((line, index) => (
            // oxlint-disable-next-line no-array-index-key -- a line has no identity but its place
            <span key={index}>
              <SafeText text={line} longest={longest} />
              {"\n"}
            </span>
          ))}
        </pre>
      </div>
    </Disclosure>
  );
}
