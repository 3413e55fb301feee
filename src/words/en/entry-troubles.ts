import type { TroubleCode, TroubleFacts } from "#domain/trouble.ts";

/** What went wrong, what to do next, and where there is one, the command that does it. */
export interface TroubleText {
  readonly what: string;
  readonly tip: string;
  readonly command?: string;
}

export type Says = (facts: TroubleFacts) => TroubleText;

export const or = (facts: TroubleFacts, name: string, otherwise: string) => String(facts[name] ?? otherwise);

/** What may go wrong before somebody is signed in. */
type EntryTrouble = Extract<
  TroubleCode,
  | "wrong-password"
  | "user-disabled"
  | "too-many-attempts"
  | "password-reset-required"
  | "user-not-confirmed"
  | "sign-in-step-unknown"
  | "sign-in-timed-out"
  | "session-ended"
  | "clock-wrong"
  | "unreachable"
  | "throttled"
  | "code-missing"
  | "config-invalid"
  | "unexpected"
>;

export const entryTroubles: Readonly<Record<EntryTrouble, Says>> = {
  "wrong-password": () => ({
    what: "The user name or the password is not right.",
    tip: "Check both; capital and small letters differ. After several wrong attempts the user pool makes you wait.",
  }),
  "user-disabled": () => ({
    what: "This user is disabled.",
    tip: "Nobody can sign in as this user until an administrator enables it again in the user pool.",
  }),
  "too-many-attempts": () => ({
    what: "Too many attempts.",
    tip: "The user pool refuses further ones for a while. Wait a few minutes before you try again.",
  }),
  "password-reset-required": () => ({
    what: "An administrator has reset this password.",
    tip: "Ask them for a new temporary password; with it you can sign in here and choose your own.",
  }),
  "user-not-confirmed": () => ({
    what: "This user is not confirmed yet.",
    tip: "An administrator has to confirm it in the user pool before the first sign-in.",
  }),
  "sign-in-step-unknown": (facts) => ({
    what: `The user pool asks for a step that this console does not know: ${or(facts, "step", "unnamed")}.`,
    tip: "Ask an administrator to switch that step off for this user, or update the console.",
  }),
  "sign-in-timed-out": () => ({
    what: "The sign-in took too long.",
    tip: "The user pool waits a few minutes only. Start again with your user name and password.",
  }),
  "session-ended": () => ({
    what: "Your session has ended.",
    tip: "It was revoked, it expired, or you signed out in another window. Sign in again.",
  }),
  "clock-wrong": ({ offsetSeconds = 0 }) => ({
    what:
      Number(offsetSeconds) === 0
        ? "This device's clock is wrong."
        : `This device's clock is ${Math.ceil(Math.abs(Number(offsetSeconds)) / 60)} minutes ${Number(offsetSeconds) < 0 ? "behind" : "ahead"}.`,
    tip: "AWS refuses what was signed more than five minutes off. Set the clock, or let the network set it.",
  }),
  unreachable: (facts) => ({
    what: `${or(facts, "host", "AWS")} does not answer.`,
    tip: "Check the network of this device. If you use the embedded AWS, see whether it still runs.",
  }),
  throttled: () => ({
    what: "AWS asks us to slow down.",
    tip: "All operators of the account share its limits. It is tried again in a moment.",
  }),
  "code-missing": () => ({
    what: "A part of the console did not load.",
    tip: "Check the network of this device, then open the console again.",
  }),
  "config-invalid": (facts) => ({
    what: `A setting of this console is wrong: ${or(facts, "field", "see below")}.`,
    tip: "Whoever set the console up has to correct config.json. Then open this page again.",
  }),
  unexpected: () => ({
    what: "Something happened that this console does not know.",
    tip: "Try again. If it comes back, report the text below.",
  }),
};
