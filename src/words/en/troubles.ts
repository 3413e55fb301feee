import type { TroubleCode, TroubleFacts } from "#domain/trouble.ts";

/** What went wrong, what to do next, and where there is one, the command that does it. */
export interface TroubleText {
  readonly what: string;
  readonly tip: string;
  readonly command?: string;
}

type Says = (facts: TroubleFacts) => TroubleText;

const or = (facts: TroubleFacts, name: string, otherwise: string) => String(facts[name] ?? otherwise);

export const troubles: Readonly<Record<TroubleCode, Says>> = {
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
  "password-not-accepted": () => ({
    what: "The user pool did not accept this password.",
    tip: "Choose another one by the rules below.",
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
  "identity-pool-refused": () => ({
    what: "The identity pool gave no credentials.",
    tip: "The pool has to know the console's app client and to have a role for your group.",
  }),
  "not-an-operator": () => ({
    what: "You are in no group of operators.",
    tip: "An administrator has to put you into viewer, operator or engineer. Then sign out and in again.",
  }),
  "attach-refused": () => ({
    what: "Your policy could not be attached.",
    tip: "Without an AWS IoT policy on your identity no connection is allowed. An administrator can attach it by hand.",
  }),
  "credentials-expired": () => ({
    what: "The credentials have expired.",
    tip: "New ones are fetched for the next attempt. If this comes again, check this device's clock.",
  }),
  "clock-wrong": (facts) => ({
    what: `This device's clock is wrong${facts["offset"] === undefined ? "" : ` by ${facts["offset"]}`}.`,
    tip: "AWS refuses what was signed more than five minutes off. Set the clock, or let it be set by the network.",
  }),
  "signature-refused": () => ({
    what: "AWS refused the signature of the request.",
    tip: "The region and the endpoint in config.json have to belong to the same account as the identity pool.",
  }),
  unreachable: (facts) => ({
    what: `${or(facts, "host", "AWS")} does not answer.`,
    tip: "Check the network of this device. If you use the embedded AWS, see whether it still runs.",
  }),
  "connect-not-authorized": (facts) => ({
    what: `AWS IoT does not let ${or(facts, "identityId", "your identity")} connect.`,
    tip: "Most likely no AWS IoT policy is attached to this identity. An administrator attaches it with:",
    command: `aws iot attach-policy --policy-name ${or(facts, "policyName", "POLICY")} --target ${or(facts, "identityId", "IDENTITY_ID")}`,
  }),
  "client-id-refused": (facts) => ({
    what: "AWS IoT refused the client ID.",
    tip: `The console connects as ${or(facts, "identityId", "its identity ID")}; the policy has to allow that client.`,
  }),
  "taken-over": () => ({
    what: "Another window or device of yours has taken the connection.",
    tip: "There is one connection for each operator. Close the other one, or take it back here.",
  }),
  "connection-lost": () => ({
    what: "The connection was lost.",
    tip: "It is opened again by itself.",
  }),
  "kept-silent": () => ({
    what: "AWS IoT has fallen silent.",
    tip: "The network swallows what we send. The connection is opened anew.",
  }),
  "quota-exceeded": () => ({
    what: "A limit of AWS IoT was reached.",
    tip: "The console slows down and tries again by itself.",
  }),
  "server-closed": () => ({
    what: "AWS IoT closed the connection.",
    tip: "It is opened again by itself.",
  }),
  "subscribe-not-authorized": (facts) => ({
    what: `You may not listen to ${or(facts, "filter", "this topic")}.`,
    tip: "Both your role and the policy of your identity have to allow iot:Subscribe on this filter and iot:Receive on its topics.",
  }),
  "publish-not-authorized": (facts) => ({
    what: `You may not publish to ${or(facts, "topic", "this topic")}.`,
    tip: "Both your role and the policy of your identity have to allow iot:Publish on this topic.",
  }),
  "not-connected": () => ({
    what: "There is no connection.",
    tip: "Nothing was sent, and nothing will be sent later by itself. Ask again when the connection is back.",
  }),
  "no-answer": () => ({
    what: "AWS IoT did not answer.",
    tip: "It is not known whether the change arrived. Look at the desired value before you ask again.",
  }),
  "shadow-rejected": (facts) => ({
    what: `The shadow refused this${facts["code"] === undefined ? "" : ` (${facts["code"]})`}.`,
    tip: "What AWS says about it stands below. Nothing was changed.",
  }),
  "shadow-missing": () => ({
    what: "There is no shadow yet.",
    tip: "It comes into being with the first value that the device reports or that somebody asks for.",
  }),
  "version-conflict": () => ({
    what: "Somebody else changed the shadow at the same moment.",
    tip: "Nothing of yours was applied. Look at the new value, then ask again if you still want to.",
  }),
  "not-authorized": (facts) => ({
    what: `You are not allowed to do this${facts["action"] === undefined ? "" : `: ${facts["action"]}`}.`,
    tip: "The role of your group in the identity pool has to allow it.",
  }),
  "index-not-ready": () => ({
    what: "The fleet index does not answer yet.",
    tip: "It is being built, or it is switched off.",
    command:
      "aws iot update-indexing-configuration --thing-indexing-configuration thingIndexingMode=REGISTRY_AND_SHADOW,thingConnectivityIndexingMode=STATUS",
  }),
  throttled: () => ({
    what: "AWS asks us to slow down.",
    tip: "All operators of the account share its limits. It is tried again in a moment.",
  }),
  "config-invalid": () => ({
    what: "config.json has a mistake.",
    tip: "Correct it, and open this page again.",
  }),
  unexpected: () => ({
    what: "Something happened that this console does not know.",
    tip: "Try again. If it comes back, report the text below.",
  }),
};
