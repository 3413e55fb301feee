import { expect, test } from "vitest";

import { troubleOfSignIn } from "./sign-in-troubles.ts";

const attempt = { username: "hanako", step: "password", endpoint: "https://cognito-idp.example.com/" } as const;

function thrown(name: string, message = "as AWS says it"): Error {
  return Object.assign(new Error(message), { name });
}

test.each([
  ["NotAuthorizedException", "Incorrect username or password.", "wrong-password"],
  ["NotAuthorizedException", "Password attempts exceeded", "too-many-attempts"],
  ["NotAuthorizedException", "User is disabled.", "user-disabled"],
  ["NotAuthorizedException", "Invalid session for the user.", "sign-in-timed-out"],
  ["NotAuthorizedException", "Invalid session for the user, session is expired.", "sign-in-timed-out"],
  [
    "NotAuthorizedException",
    "Temporary password has expired and must be reset by an administrator.",
    "password-reset-required",
  ],
  ["NotAuthorizedException", "Unable to verify secret hash for client 1abc", "config-invalid"],
  ["NotAuthorizedException", "something new", "unexpected"],
  ["UserNotFoundException", "User does not exist.", "wrong-password"],
  ["LimitExceededException", "Attempt limit exceeded, please try after some time.", "too-many-attempts"],
  [
    "InvalidPasswordException",
    "Password did not conform with policy: Password not long enough",
    "password-not-accepted",
  ],
  ["UserNotConfirmedException", "User is not confirmed.", "user-not-confirmed"],
  ["ResourceNotFoundException", "User pool client 1abc does not exist.", "config-invalid"],
  ["NetworkError", "A network error has occurred.", "unreachable"],
  ["InternalErrorException", "…", "unreachable"],
  ["SomethingElse", "…", "unexpected"],
])("while signing in, %s '%s' is %s", (name, message, code) => {
  expect(troubleOfSignIn(thrown(name, message), attempt).code).toBe(code);
});

test.each(["NotAuthorizedException", "RefreshTokenReuseException", "UserNotFoundException"])(
  "while a session is renewed, %s is its end, in AWS's words",
  (name) => {
    const trouble = troubleOfSignIn(thrown(name), { ...attempt, step: "session" });
    expect(trouble).toMatchObject({ code: "session-ended", facts: { detail: "as AWS says it" } });
  },
);

test("while a session is renewed, a network that is gone ends nothing", () => {
  expect(troubleOfSignIn(thrown("NetworkError"), { ...attempt, step: "session" }).code).toBe("unreachable");
});

test("a new password of a form that the service does not take is not accepted", () => {
  const thrownThere = thrown("InvalidParameterException", "Value at 'password' failed to satisfy constraint");
  expect(troubleOfSignIn(thrownThere, { ...attempt, step: "new-password" }).code).toBe("password-not-accepted");
});

test("whatever else is thrown is told as it is", () => {
  expect(troubleOfSignIn("no error at all", attempt)).toMatchObject({
    code: "unexpected",
    facts: { detail: "no error at all" },
  });
});
