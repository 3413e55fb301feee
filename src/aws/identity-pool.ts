import type { Config } from "#domain/config.ts";
import { Trouble } from "#domain/trouble.ts";

import { type Answer, isRecord, textAt } from "./ask.ts";

/** The temporary triple, and whom it stands for. */
export interface Credentials {
  readonly identityId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** By AWS's clock, milliseconds since the epoch. */
  readonly expiresAt: number;
}

export interface IdentityPoolNeeds {
  readonly config: Pick<Config, "endpoints" | "identityPoolId" | "userPoolId">;
  /** Rejects with unreachable. */
  readonly ask: (url: string, init: RequestInit) => Promise<Answer>;
}

/**
 * The enhanced flow: GetId, then GetCredentialsForIdentity, both unsigned. Rejects with identity-pool-refused, throttled or unreachable.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export async function fetchCredentials({ config, ask }: IdentityPoolNeeds, idToken: string): Promise<Credentials> {
  const { userPoolId, identityPoolId } = config;
  // The pool's own region, which need not be that of the things: pools are named after it.
  const [region] = userPoolId.split("_");
  const Logins = { [`cognito-idp.${region}.amazonaws.com/${userPoolId}`]: idToken };
  const call = (operation: string, input: Readonly<Record<string, unknown>>) =>
    callIdentityPool({ config, ask }, operation, input);

  const found = await call("GetId", { IdentityPoolId: identityPoolId, Logins });
  const identityId = textAt(found, "IdentityId") ?? refuse(identityPoolId, "GetId named no identity.");
  const given = await call("GetCredentialsForIdentity", { IdentityId: identityId, Logins });
  return readCredentials(given, identityId) ?? refuse(identityPoolId, "GetCredentialsForIdentity gave no credentials.");
}

async function callIdentityPool(
  { config, ask }: IdentityPoolNeeds,
  operation: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const url = config.endpoints.cognitoIdentity;
  const { status, headers, body } = await ask(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityService.${operation}`,
    },
    body: JSON.stringify(input),
  });
  if (status === 200) return body;
  const name = (headers.get("x-amzn-errortype") ?? textAt(body, "__type") ?? "").split(/[,:]/)[0]?.split("#").at(-1);
  const detail = textAt(body, "message") ?? textAt(body, "Message") ?? name ?? "";
  if (status === 429 || name === "TooManyRequestsException" || name === "LimitExceededException") {
    throw new Trouble("throttled", { action: `cognito-identity:${operation}`, detail });
  }
  if (status >= 500) throw new Trouble("unreachable", { host: new URL(url).host, status, detail });
  return refuse(config.identityPoolId, detail);
}

function refuse(identityPoolId: string, detail: string): never {
  throw new Trouble("identity-pool-refused", { identityPoolId, detail });
}

/** It is the token that was refused: revoked, or too old by another clock than ours. A new one may be taken. */
export function isOfToken(error: unknown): boolean {
  return (
    error instanceof Trouble &&
    error.code === "identity-pool-refused" &&
    /^invalid login token/i.test(String(error.facts["detail"]))
  );
}

/** `SecretKey`, not SecretAccessKey; `Expiration` counts seconds. */
function readCredentials(body: unknown, identityId: string): Credentials | undefined {
  const given = isRecord(body) ? body["Credentials"] : undefined;
  const accessKeyId = textAt(given, "AccessKeyId");
  const secretAccessKey = textAt(given, "SecretKey");
  const sessionToken = textAt(given, "SessionToken");
  const expiration = isRecord(given) ? given["Expiration"] : undefined;
  if (!accessKeyId || !secretAccessKey || !sessionToken || typeof expiration !== "number") return undefined;
  return { identityId, accessKeyId, secretAccessKey, sessionToken, expiresAt: expiration * 1000 };
}
