/** Proof of who signed in, for the identity pool. */
export interface IdToken {
  readonly text: string;
  /** By Cognito's clock, milliseconds since the epoch. */
  readonly issuedAt: number;
}

/** Gives a token that is still good; rejects with session-ended or unreachable. */
export type IdTokenSource = () => Promise<IdToken>;
