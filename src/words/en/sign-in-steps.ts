import { counted } from "./plural.ts";

export const newPassword = {
  intro: (username: string) => `The password that ${username} was given is for the first time only.`,
  password: "New password",
  passwordAgain: "The same once more",
  passwordsDiffer: "The two are not the same.",
  submit: "Use this password",
  backToStart: "Start over",
  rules: "The password has to have",
  rule: {
    length: (minimum: number) => counted(minimum, "character or more", "characters or more"),
    lower: "a lower-case letter",
    upper: "an upper-case letter",
    digit: "a digit",
    symbol: "a symbol, such as ! # % or -",
    noOuterSpace: "no space at its start or end",
  },
  ruleMet: "met",
  ruleOpen: "not yet",
  rulesMayDiffer: "Your user pool may have rules of its own; it says so when it refuses.",
};

/** The session ended, and the same operator comes back. */
export const signInAgain = {
  title: "Sign in again",
  text: (username: string) =>
    `${username} was signed out. What is on the screen stays as it is, and nothing that you typed is lost.`,
  someoneElse: "Leave, and sign in as somebody else",
};
