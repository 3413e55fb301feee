import type { Trouble } from "#domain/trouble.ts";

import type { Words } from "./en.ts";

/** A trouble in words, in the form that a note on the screen takes. */
export interface TroubleSaid {
  readonly what: string;
  readonly tip: string;
  readonly command: { readonly text: string; readonly copyLabel: string; readonly copiedLabel: string } | undefined;
  /** What the other side answered, word for word. */
  readonly detail: string | undefined;
}

export function sayTrouble({ troubles, common }: Words, { code, facts }: Trouble): TroubleSaid {
  const { what, tip, command } = troubles[code](facts);
  const detail = facts["detail"] ?? facts["message"];
  return {
    what,
    tip,
    command:
      command === undefined ? undefined : { text: command, copyLabel: common.copyCommand, copiedLabel: common.copied },
    detail: detail === undefined ? undefined : String(detail),
  };
}
