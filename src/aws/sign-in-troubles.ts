import { Trouble } from "#domain/trouble.ts";

export interface SignInAttempt {
  readonly username: string;
  readonly step: "password" | "new-password" | "session";
  /** Where the user pool is asked. */
  readonly endpoint: string;
}

/** Renewing tokens fails for good with these, and Amplify has forgotten the tokens by then; with any other they are kept. */
const endsSession: ReadonlySet<string> = new Set([
  "NotAuthorizedException",
  "PasswordResetRequiredException",
  "RefreshTokenReuseException",
  "TokenRevokedException",
  "UserNotConfirmedException",
  "UserNotFoundException",
]);

/**
 * What Cognito or Amplify threw while somebody signed in, or while a session was renewed.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html
 */
export function troubleOfSignIn(thrown: unknown, { username, step, endpoint }: SignInAttempt): Trouble {
  if (!(thrown instanceof Error)) return new Trouble("unexpected", { detail: String(thrown) }, thrown);
  const { name, message: detail } = thrown;
  if (step === "session" && endsSession.has(name)) return new Trouble("session-ended", { detail }, thrown);
  switch (name) {
    case "NotAuthorizedException":
      return troubleOfRefusal(detail, username, thrown);
    // The same words as for a wrong password: whoever guesses must not learn who exists.
    case "UserNotFoundException":
    case "EmptySignInUsername":
    case "EmptySignInPassword":
      return new Trouble("wrong-password", { username }, thrown);
    case "LimitExceededException":
    case "TooManyFailedAttemptsException":
    case "TooManyRequestsException":
      return new Trouble("too-many-attempts", { detail }, thrown);
    case "InvalidPasswordException":
    case "PasswordHistoryPolicyViolationException":
      return new Trouble("password-not-accepted", { detail }, thrown);
    case "PasswordResetRequiredException":
      return new Trouble("password-reset-required", { username }, thrown);
    case "UserNotConfirmedException":
      return new Trouble("user-not-confirmed", { username }, thrown);
    case "InvalidParameterException":
      // The service checks a password's form before its policy.
      if (step === "new-password") return new Trouble("password-not-accepted", { detail }, thrown);
      return new Trouble("unexpected", { detail }, thrown);
    case "ResourceNotFoundException":
      return new Trouble("config-invalid", { field: "userPoolClientId", problem: detail }, thrown);
    // Amplify's own: it has forgotten the half-finished sign-in, which it keeps for three minutes.
    case "SignInException":
    case "ExpiredCodeException":
      return new Trouble("sign-in-timed-out", {}, thrown);
    case "NetworkError":
    case "InternalErrorException":
      return new Trouble("unreachable", { host: new URL(endpoint).host, detail }, thrown);
    default:
      return new Trouble("unexpected", { detail: `${name}: ${detail}` }, thrown);
  }
}

/** Cognito has one name for many refusals; only its text tells them apart. */
function troubleOfRefusal(detail: string, username: string, thrown: Error): Trouble {
  if (/attempts exceeded/i.test(detail)) return new Trouble("too-many-attempts", { detail }, thrown);
  if (/is disabled/i.test(detail)) return new Trouble("user-disabled", { username }, thrown);
  if (/temporary password/i.test(detail)) return new Trouble("password-reset-required", { username }, thrown);
  if (/secret/i.test(detail))
    return new Trouble("config-invalid", { field: "userPoolClientId", problem: detail }, thrown);
  if (/session/i.test(detail)) return new Trouble("sign-in-timed-out", {}, thrown);
  if (/incorrect username or password/i.test(detail)) return new Trouble("wrong-password", { username }, thrown);
  return new Trouble("unexpected", { detail }, thrown);
}
