/** Proof of who signed in, for the identity pool. */
export interface IdToken {
  readonly text: string;
  /** How far our clock was ahead of Cognito's when the token was fresh, in milliseconds; undefined for one from an earlier visit. */
  readonly clockOffset: number | undefined;
}

/** Gives a token that is still good; rejects with session-ended or unreachable. */
export type IdTokenSource = () => Promise<IdToken>;
