import { useEffect, useState } from "react";

import { useAnnounce } from "./Announcer.tsx";
import { Button } from "./Button.tsx";
import * as icons from "./icons.ts";

const shownMs = 2000;

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({
  text,
  label,
  copiedLabel,
  iconOnly = true,
}: {
  readonly text: string;
  readonly label: string;
  readonly copiedLabel: string;
  readonly iconOnly?: boolean;
}) {
  const [copied, setCopied] = useState(false);
  const announce = useAnnounce();
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      announce(copiedLabel);
    } catch {
      // The browser refused: the text stands beside the button and can be selected by hand.
    }
  };
  return (
    <Button
      kind="quiet"
      iconOnly={iconOnly}
      small={!iconOnly}
      icon={copied ? icons.check : icons.copy}
      label={copied ? copiedLabel : label}
      onPress={() => void copy()}
    />
  );
}
