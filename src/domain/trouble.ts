/** What can go wrong, each with its own words and its own next step in the message catalogue. */
export type TroubleCode =
  // Signing in.
  | "wrong-password"
  | "user-disabled"
  | "too-many-attempts"
  | "password-not-accepted"
  | "password-reset-required"
  | "user-not-confirmed"
  | "sign-in-step-unknown"
  | "sign-in-timed-out"
  | "session-ended"
  // Becoming somebody in AWS.
  | "identity-pool-refused"
  | "not-an-operator"
  | "attach-refused"
  | "credentials-expired"
  | "clock-wrong"
  | "signature-refused"
  // The MQTT connection.
  | "unreachable"
  | "connect-not-authorized"
  | "client-id-refused"
  | "taken-over"
  | "connection-lost"
  | "kept-silent"
  | "quota-exceeded"
  | "server-closed"
  // One request on it.
  | "subscribe-not-authorized"
  | "publish-not-authorized"
  | "not-connected"
  | "no-answer"
  // Shadows and the registry.
  | "shadow-rejected"
  | "shadow-missing"
  | "version-conflict"
  | "not-authorized"
  | "index-not-ready"
  | "throttled"
  // The console itself.
  | "config-invalid"
  | "unexpected";

/** Facts that the words of a trouble are built from: names, numbers, texts of AWS. Never a secret. */
export type TroubleFacts = Readonly<Record<string, string | number>>;

/** A thing went wrong. Its words and its tip stand in the message catalogue under its code. */
export class Trouble extends Error {
  override readonly name = "Trouble";
  readonly code: TroubleCode;
  readonly facts: TroubleFacts;

  /** @param cause what was caught, for a developer's eyes. */
  constructor(code: TroubleCode, facts: TroubleFacts = {}, cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.facts = facts;
  }
}

/** Whatever was thrown, as a trouble. */
export function asTrouble(thrown: unknown): Trouble {
  if (thrown instanceof Trouble) return thrown;
  return new Trouble("unexpected", { detail: thrown instanceof Error ? thrown.message : String(thrown) }, thrown);
}
