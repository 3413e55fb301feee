import type { Trouble } from "#domain/trouble.ts";

import type { Words } from "./en.ts";
import { sayTrouble, type TroubleSaid } from "./say-trouble.ts";

/** A trouble in words, with the command that helps where there is one. */
export interface HelpSaid extends TroubleSaid {
  readonly command: { readonly text: string; readonly copyLabel: string; readonly copiedLabel: string } | undefined;
}

export function sayHelp(words: Words, trouble: Trouble): HelpSaid {
  const text = words.troubles[trouble.code](trouble.facts).command;
  const { copyCommand: copyLabel, copied: copiedLabel } = words.common;
  const command = text === undefined ? undefined : { text, copyLabel, copiedLabel };
  return { ...sayTrouble(words, trouble), command };
}
