import { createAmplifyContext } from "aws-amplify";
import { createUserPoolsTokenProvider } from "aws-amplify/adapter-core";
import { confirmSignIn, signIn, type SignInOutput, signOut } from "aws-amplify/auth";
import { ConsoleLogger } from "aws-amplify/utils";

import type { Config } from "#domain/config.ts";
import type { Operator, SignIn, SignInStep } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";

import type { IdTokenSource } from "./id-token.ts";
import { type SignInAttempt, troubleOfSignIn } from "./sign-in-troubles.ts";
import { singleFlight } from "./single-flight.ts";
import { type TokenStorage, tokenStorage } from "./token-storage.ts";

/** Signing in against a user pool, and what the identity pool wants to see of it. */
export interface CognitoSignIn extends SignIn {
  readonly idToken: IdTokenSource;
}

// Amplify announces custom endpoints on the console, and nothing that it logs is for an operator.
ConsoleLogger.LOG_LEVEL = "ERROR";

export function openSignIn(config: Config, storage: TokenStorage = tokenStorage()): CognitoSignIn {
  const { userPoolId, userPoolClientId, endpoints } = config;
  const auth = { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoints.cognitoIdp } };
  // No credentials provider: Amplify's caches credentials for 50 minutes whatever their expiration says, and fetches them as often as it is asked.
  const context = createAmplifyContext(
    { Auth: auth },
    { Auth: { tokenProvider: createUserPoolsTokenProvider(auth, storage) } },
  );
  const listeners = new Set<(trouble: Trouble) => void>();
  let operator: Operator | undefined;
  let known: { readonly text: string; readonly clockOffset: number | undefined } | undefined;

  const troubleOf = (thrown: unknown, step: SignInAttempt["step"], username: string) =>
    troubleOfSignIn(thrown, { step, username, endpoint: endpoints.cognitoIdp });

  const end = (trouble: Trouble) => {
    if (!operator) return;
    operator = undefined;
    for (const listener of listeners) listener(trouble);
  };
  const read = async (forceRefresh: boolean) => {
    try {
      const token = (await context.getTokens({ forceRefresh }))?.idToken;
      if (!token) throw new Trouble("session-ended");
      const text = token.toString();
      // The first one may come from an earlier visit: it says nothing of the clocks now. Any other has just been issued.
      if (text !== known?.text) known = { text, clockOffset: known && Date.now() - (token.payload.iat ?? 0) * 1000 };
      return { ...known, payload: token.payload };
    } catch (error) {
      const trouble = error instanceof Trouble ? error : troubleOf(error, "session", operator?.username ?? "");
      if (trouble.code === "session-ended") end(trouble);
      throw trouble;
    }
  };
  /** One at a time: a refresh token that rotates must not be used twice. */
  const readToken = singleFlight(() => read(false));
  const renewToken = singleFlight(() => read(true));
  const stepOf = async (username: string, { nextStep: { signInStep: step } }: SignInOutput): Promise<SignInStep> => {
    if (step === "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED") return { step: "new-password", username };
    if (step === "RESET_PASSWORD") throw new Trouble("password-reset-required", { username });
    if (step === "CONFIRM_SIGN_UP") throw new Trouble("user-not-confirmed", { username });
    if (step !== "DONE") throw new Trouble("sign-in-step-unknown", { step });
    operator = operatorOf(await readToken());
    return { step: "signed-in", operator };
  };
  let halfway = "";

  return {
    restore: async () => {
      try {
        operator = operatorOf(await readToken());
        return operator;
      } catch (error) {
        if (error instanceof Trouble && error.code === "session-ended") return undefined;
        throw error;
      }
    },
    signIn: async (username, password) => {
      operator = undefined;
      known = { text: "", clockOffset: undefined };
      // Amplify refuses to sign somebody in over somebody else, of whom tokens may be left from an earlier visit.
      await signOut(context);
      halfway = username;
      try {
        return await stepOf(username, await signIn(context, { username, password }));
      } catch (error) {
        throw error instanceof Trouble ? error : troubleOf(error, "password", username);
      }
    },
    chooseNewPassword: async (password) => {
      try {
        return await stepOf(halfway, await confirmSignIn(context, { challengeResponse: password }));
      } catch (error) {
        throw error instanceof Trouble ? error : troubleOf(error, "new-password", halfway);
      }
    },
    signOut: async () => {
      operator = undefined;
      await signOut(context);
    },
    onEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    idToken: (how) => (how?.renewed ? renewToken() : readToken()),
  };
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
function operatorOf({ payload }: { readonly payload: Readonly<Record<string, unknown>> }): Operator {
  const { "cognito:username": username, "cognito:groups": groups } = payload;
  return {
    username: typeof username === "string" ? username : "",
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [],
  };
}
