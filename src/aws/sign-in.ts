import { confirmSignIn, signIn, type SignInOutput } from "aws-amplify/auth";
import { ConsoleLogger } from "aws-amplify/utils";

import { type Clock, systemClock } from "#domain/clock.ts";
import type { Config } from "#domain/config.ts";
import type { Operator, SignIn, SignInStep } from "#domain/ports.ts";
import { Trouble } from "#domain/trouble.ts";

import type { IdTokenSource } from "./id-token.ts";
import { openInTime } from "./in-time.ts";
import { revokeToken } from "./revoke-token.ts";
import { type SignInAttempt, troubleOfSignIn } from "./sign-in-troubles.ts";
import type { TabStorage } from "./token-storage.ts";
import { openUserPoolSession } from "./user-pool-session.ts";

/** Signing in against a user pool, and what the identity pool wants to see of it. */
export interface CognitoSignIn extends SignIn {
  readonly idToken: IdTokenSource;
}

// Amplify announces custom endpoints on the console, and nothing that it logs is for an operator.
ConsoleLogger.LOG_LEVEL = "ERROR";

/** Time for Amplify's own retries, and for the arithmetic of SRP on a slow tablet. */
const patienceMs = 20_000;

/** @param tab where the tokens are kept. */
export function openSignIn(config: Config, tab: TabStorage, clock: Pick<Clock, "after"> = systemClock): CognitoSignIn {
  const endpoint = config.endpoints.cognitoIdp;
  const inTime = openInTime({ clock, ms: patienceMs, host: new URL(endpoint).host });
  const listeners = new Set<(trouble: Trouble) => void>();
  let session = openUserPoolSession({ config, tab, inTime, fresh: false });
  let operator: Operator | undefined;
  let halfway = "";

  /** Resolves when Cognito has heard of it too; the tokens are gone at once. */
  const leave = async () => {
    operator = undefined;
    const refreshToken = session.leave();
    session = openUserPoolSession({ config, tab, inTime, fresh: true });
    if (refreshToken !== undefined) await revokeToken(config, refreshToken);
  };
  const end = (trouble: Trouble) => {
    if (!operator) return;
    operator = undefined;
    for (const listener of listeners) listener(trouble);
  };
  const readToken = async (how?: { readonly renewed: true }) => {
    const asked = session;
    try {
      return await asked.read(how);
    } catch (error) {
      const trouble = troubleOf(error, { step: "session", username: operator?.username ?? "", endpoint });
      if (trouble.code === "session-ended" && asked === session) end(trouble);
      throw trouble;
    }
  };
  const stepOf = async (username: string, { nextStep: { signInStep: step } }: SignInOutput): Promise<SignInStep> => {
    if (step === "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED") return { step: "new-password", username };
    if (step === "RESET_PASSWORD") throw new Trouble("password-reset-required", { username });
    if (step === "CONFIRM_SIGN_UP") throw new Trouble("user-not-confirmed", { username });
    if (step !== "DONE") throw new Trouble("sign-in-step-unknown", { step });
    operator = operatorOf(await readToken());
    return { step: "signed-in", operator };
  };
  const take = async (step: SignInAttempt["step"], answer: Promise<SignInOutput>) => {
    const username = halfway;
    try {
      return await stepOf(username, await inTime(answer));
    } catch (error) {
      // Tokens that come later than anybody waited for them must find nobody.
      void leave();
      throw troubleOf(error, { step, username, endpoint });
    }
  };

  return {
    restore: async () => {
      const asked = session;
      try {
        const restored = operatorOf(await readToken());
        if (asked !== session) return undefined;
        operator = restored;
        return restored;
      } catch (error) {
        if (error instanceof Trouble && error.code === "session-ended") return undefined;
        throw error;
      }
    },
    signIn: (username, password) => {
      // Amplify refuses to sign somebody in over somebody else, of whom tokens may be left from an earlier visit.
      void leave();
      halfway = username;
      return take("password", signIn(session.context, { username, password }));
    },
    chooseNewPassword: (password) =>
      take("new-password", confirmSignIn(session.context, { challengeResponse: password })),
    signOut: leave,
    onEnded: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    idToken: readToken,
  };
}

function troubleOf(thrown: unknown, attempt: SignInAttempt): Trouble {
  return thrown instanceof Trouble ? thrown : troubleOfSignIn(thrown, attempt);
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html */
function operatorOf({ payload }: { readonly payload: Readonly<Record<string, unknown>> }): Operator {
  const { "cognito:username": username, "cognito:groups": groups } = payload;
  return {
    username: typeof username === "string" ? username : "",
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [],
  };
}
