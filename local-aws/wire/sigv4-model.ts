/** What a request says of its signature. */
export interface Signed {
  readonly accessKeyId: string;
  readonly scope: readonly [date: string, region: string, service: string];
  /** `yyyymmddThhmmssZ`. */
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** Only of a presigned URL with X-Amz-Expires. */
  readonly lifetimeMs: number | undefined;
  /** The query as it was signed, in canonical form. */
  readonly query: string;
}

export type Refusal =
  | "missing"
  | "incomplete"
  | "unknown-key"
  | "wrong-token"
  | "expired-token"
  | "scope"
  | "skew"
  | "expired-url"
  | "mismatch";

/** Why a request is refused, and in which words. */
export interface Refused {
  readonly refusal: Refusal;
  readonly detail: string;
}
