import type { Words } from "./en.ts";

export interface ReasonSaid {
  /** Short, beside a time. */
  readonly short: string;
  /** A sentence; undefined for a reason that AWS does not document. */
  readonly meaning: string | undefined;
}

/** Why a device disconnected. A reason that is not known is said as it came, which the caller has to make harmless. */
export function sayReason({ presence }: Words, reason: string | undefined): ReasonSaid {
  if (reason === undefined) return { short: presence.noReason, meaning: undefined };
  const known = Object.hasOwn(presence.reason, reason) ? presence.reason[reason] : undefined;
  return { short: known?.[0] ?? reason, meaning: known?.[1] };
}
