/** Proof of who signed in, for the identity pool. */
export interface IdToken {
  readonly text: string;
  /** How far our clock was ahead of Cognito's when the token was fresh, in milliseconds; undefined for one from an earlier visit. */
  readonly clockOffset: number | undefined;
}

/**
 * Gives a token that is still good by our clock, or with `renewed` one that has just been issued, because the one of before was refused.
 * Rejects with session-ended or unreachable.
 */
export type IdTokenSource = (how?: { readonly renewed: true }) => Promise<IdToken>;
