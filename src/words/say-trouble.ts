import type { Trouble, TroubleCode } from "#domain/trouble.ts";

import type { Says } from "./en/entry-troubles.ts";

/** A trouble in words, in the form that a note on the screen takes. */
export interface TroubleSaid {
  readonly what: string;
  readonly tip: string;
  /** What the other side answered, word for word. */
  readonly detail: string | undefined;
}

export interface TroubleWords {
  readonly troubles: Readonly<Partial<Record<TroubleCode, Says>>> & { readonly unexpected: Says };
}

export function sayTrouble({ troubles }: TroubleWords, { code, facts }: Trouble): TroubleSaid {
  const says = troubles[code];
  const { what, tip } = (says ?? troubles.unexpected)(facts);
  const detail = facts["detail"] ?? facts["problem"] ?? (says ? undefined : code);
  return { what, tip, detail: detail === undefined ? undefined : String(detail) };
}
