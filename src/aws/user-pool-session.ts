import { createAmplifyContext } from "aws-amplify";
import { createUserPoolsTokenProvider } from "aws-amplify/adapter-core";

import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

import type { IdToken } from "./id-token.ts";
import { singleFlight } from "./single-flight.ts";
import { openTokens, type TabStorage } from "./token-storage.ts";

/** One sign-in, from its first token until it is left. What comes of it later, such as a renewal that was under way, reaches nobody. */
export interface UserPoolSession {
  readonly context: ReturnType<typeof createAmplifyContext>;
  /** Rejects with session-ended, or with what Amplify throws. */
  readonly read: (how?: { readonly renewed: true }) => Promise<ReadToken>;
  /** Returns the refresh token, if there was one. */
  readonly leave: () => string | undefined;
}

interface ReadToken extends IdToken {
  readonly payload: Readonly<Record<string, unknown>>;
}

interface Needs {
  readonly config: Pick<Config, "endpoints" | "userPoolClientId" | "userPoolId">;
  readonly tab: TabStorage;
  /** Somebody is about to sign in: no token is of an earlier visit. */
  readonly fresh: boolean;
  /** Rejects when there is no answer in time. */
  readonly inTime: <Result>(answer: Promise<Result>) => Promise<Result>;
}

export function openUserPoolSession({ config, tab, fresh, inTime }: Needs): UserPoolSession {
  const { userPoolId, userPoolClientId, endpoints } = config;
  const tokens = openTokens(tab);
  const auth = { Cognito: { userPoolId, userPoolClientId, userPoolEndpoint: endpoints.cognitoIdp } };
  // No credentials provider: Amplify's caches credentials for 50 minutes whatever their expiration says, and fetches them as often as it is asked.
  const context = createAmplifyContext(
    { Auth: auth },
    { Auth: { tokenProvider: createUserPoolsTokenProvider(auth, tokens) } },
  );
  let known: IdToken | undefined = fresh ? { text: "", clockOffset: undefined } : undefined;

  const read = async (forceRefresh: boolean): Promise<ReadToken> => {
    const token = (await inTime(context.getTokens({ forceRefresh })))?.idToken;
    if (!token) throw new Trouble("session-ended");
    const text = token.toString();
    // The first one may come from an earlier visit: it says nothing of the clocks now. Any other has just been issued.
    if (text !== known?.text) known = { text, clockOffset: known && Date.now() - (token.payload.iat ?? 0) * 1000 };
    return { ...known, payload: token.payload };
  };
  // One at a time: a refresh token that rotates must not be used twice.
  const readToken = singleFlight(() => read(false));
  const renewToken = singleFlight(() => read(true));
  return { context, read: (how) => (how?.renewed ? renewToken() : readToken()), leave: () => tokens.leave() };
}
