import type { TroubleCode, TroubleFacts } from "#domain/trouble.ts";

import { entryTroubles, or, type Says } from "./entry-troubles.ts";

const attachPolicy = (facts: TroubleFacts) =>
  `aws iot attach-policy --policy-name ${or(facts, "policyName", "POLICY_OF_THE_GROUP")} --target ${or(facts, "identityId", "IDENTITY_ID")}`;

/** What may go wrong at all: the compiler counts the codes. */
export const troubles: Readonly<Record<TroubleCode, Says>> = {
  ...entryTroubles,
  "password-not-accepted": () => ({
    what: "The user pool did not accept this password.",
    tip: "Choose another one by the rules below.",
  }),
  "identity-pool-refused": (facts) => ({
    what: `The identity pool ${or(facts, "identityPoolId", "")} gave no credentials.`,
    tip: "The pool has to know the console's app client, and to have a role for your group whose trust policy lets the pool assume it.",
  }),
  "not-an-operator": () => ({
    what: "You are in no group of operators.",
    tip: "An administrator has to put you into viewer, operator or engineer; then sign out and in again.",
    command: "aws cognito-idp admin-add-user-to-group --group-name operator --user-pool-id POOL --username USER",
  }),
  "attach-refused": (facts) => ({
    what: "Your AWS IoT policy could not be attached to your identity.",
    tip: "Without it no connection is allowed. An administrator can attach it by hand:",
    command: attachPolicy(facts),
  }),
  "credentials-expired": () => ({
    what: "The credentials have expired.",
    tip: "New ones are fetched for the next attempt. If this comes again, check this device's clock.",
  }),
  "signature-refused": () => ({
    what: "AWS refused the signature of the request.",
    tip: "The region and the endpoint in config.json have to belong to the same account as the identity pool.",
  }),
  "connect-not-authorized": (facts) => ({
    what: `AWS IoT does not let ${or(facts, "identityId", "your identity")} connect.`,
    tip: "Both your role and an AWS IoT policy attached to this identity have to allow iot:Connect with the identity ID as the client ID. Most likely none is attached; an administrator attaches one with:",
    command: attachPolicy(facts),
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
  "kept-silent": (facts) => ({
    what: `AWS IoT was silent for ${or(facts, "seconds", "too many")} seconds.`,
    tip: "The network swallows what we send. The connection is opened anew.",
  }),
  "quota-exceeded": () => ({
    what: "A limit of AWS IoT was reached.",
    tip: "The console slows down and tries again by itself.",
  }),
  "server-closed": (facts) => ({
    what: `AWS IoT closed the connection (reason ${or(facts, "reasonCode", "not given")}).`,
    tip: "It is opened again by itself.",
  }),
  "subscribe-not-authorized": (facts) => ({
    what: `You may not listen to ${or(facts, "topicFilter", "this topic")}.`,
    tip: "Both your role and the policy of your identity have to allow iot:Subscribe on this filter, and iot:Receive on its topics.",
  }),
  "publish-not-authorized": (facts) => ({
    what: `You may not publish to ${or(facts, "topic", "this topic")}.`,
    tip: "Both your role and the policy of your identity have to allow iot:Publish on this topic.",
  }),
  "not-connected": () => ({
    what: "There is no connection.",
    tip: "Nothing was sent, and nothing will be sent later by itself. Ask again when the connection is back.",
  }),
  "no-answer": (facts) => ({
    what: `AWS IoT did not answer within ${or(facts, "seconds", "a few")} seconds.`,
    tip: "Try again. If it stays silent, your role or the policy of your identity may lack iot:Receive on the topics of the answer.",
  }),
  "shadow-rejected": (facts) => ({
    what: `The shadow refused this${facts["code"] === undefined ? "" : ` (${facts["code"]})`}.`,
    tip: "What AWS says about it stands below. Nothing was changed.",
  }),
  "shadow-missing": () => ({
    what: "There is no shadow yet.",
    tip: "It comes into being with the first value that the device reports or that somebody asks for.",
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
};
