/**
 * What can go wrong, each with its own words and its own next step in the message catalogue. Beside each, the facts it carries; `?` may be missing.
 * `detail` is always AWS's (or the browser's) own text.
 */
export type TroubleCode =
  // Signing in.
  | "wrong-password" // username
  | "user-disabled" // username
  | "too-many-attempts" // detail
  | "password-not-accepted" // detail
  | "password-reset-required" // username
  | "user-not-confirmed" // username
  | "sign-in-step-unknown" // step: Cognito's challenge, as Amplify names it
  | "sign-in-timed-out"
  | "session-ended" // detail?
  // Becoming somebody in AWS.
  | "identity-pool-refused" // identityPoolId, detail
  | "not-an-operator" // detail
  | "attach-refused" // identityId, status, detail, policyName?
  | "credentials-expired" // detail
  | "clock-wrong" // offsetSeconds: positive when our clock is ahead
  | "signature-refused" // detail
  // The MQTT connection.
  | "unreachable" // host, status?, detail?
  | "connect-not-authorized" // identityId
  | "client-id-refused" // identityId
  | "taken-over" // identityId
  | "connection-lost" // detail
  | "kept-silent" // seconds: how long nothing was heard
  | "quota-exceeded" // reasonCode, topicFilter? or topic?, detail?
  | "server-closed" // reasonCode, detail?
  // One request on it.
  | "subscribe-not-authorized" // topicFilter, reasonCode
  | "publish-not-authorized" // topic, reasonCode
  | "not-connected"
  | "no-answer" // thingName, seconds
  // Shadows and the registry.
  | "shadow-rejected" // thingName, code, detail
  | "shadow-missing" // thingName, detail
  | "not-authorized" // action, detail
  | "index-not-ready" // detail
  | "throttled" // action, detail
  // The console itself.
  | "code-missing" // detail
  | "config-invalid" // field, problem
  | "unexpected"; // detail

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
