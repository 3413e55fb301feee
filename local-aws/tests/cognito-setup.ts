import {
  AdminCreateUserCommand,
  type AdminCreateUserCommandInput,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
  CreateUserPoolCommand,
  type CreateUserPoolCommandInput,
  GetTokensFromRefreshTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { type LocalAws, manualClock, startLocalAws } from "#local/index.ts";
import { isRecord } from "#local/wire/record.ts";

import { srpClient } from "./srp-client.ts";

/** What tests of Cognito need again and again: each step through AWS's own SDK. */

export function idpClient({ outputs }: LocalAws): CognitoIdentityProviderClient {
  const { endpoints, region, admin } = outputs;
  // One attempt: a refusal that the SDK would retry is a refusal to the test.
  return new CognitoIdentityProviderClient({ endpoint: endpoints.aws, region, credentials: admin, maxAttempts: 1 });
}

/** The value, or a failure that says what was missing from an answer. */
export function present<T>(value: T | undefined, name = "value"): T {
  if (value === undefined) throw new Error(`The answer has no ${name}.`);
  return value;
}

export async function createPool(
  idp: CognitoIdentityProviderClient,
  settings: Partial<CreateUserPoolCommandInput> = {},
): Promise<string> {
  const { UserPool } = await idp.send(new CreateUserPoolCommand({ PoolName: "operators", ...settings }));
  return present(UserPool?.Id, "UserPool.Id");
}

export async function createClient(
  idp: CognitoIdentityProviderClient,
  UserPoolId: string,
  settings: Partial<CreateUserPoolClientCommandInput> = {},
): Promise<{ readonly ClientId: string; readonly ClientSecret: string | undefined }> {
  const { UserPoolClient } = await idp.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: "console",
      ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      PreventUserExistenceErrors: "ENABLED",
      ...settings,
    }),
  );
  return { ClientId: present(UserPoolClient?.ClientId, "ClientId"), ClientSecret: UserPoolClient?.ClientSecret };
}

/** Good under the default password policy. */
export const goodPassword = "Watch-the-fleet-1";

/** Makes a user, with `goodPassword` unless he is to choose one; returns his `sub`. */
export async function createUser(
  idp: CognitoIdentityProviderClient,
  UserPoolId: string,
  Username: string,
  settings: Partial<AdminCreateUserCommandInput> = {},
): Promise<string> {
  const { User } = await idp.send(
    new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: "SUPPRESS", ...settings }),
  );
  if (settings.TemporaryPassword === undefined) {
    await idp.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: goodPassword, Permanent: true }));
  }
  return present(User?.Attributes?.find(({ Name }) => Name === "sub")?.Value, "sub");
}

interface SignInAs {
  readonly ClientId: string;
  readonly Username: string;
  readonly Password?: string;
  readonly SecretHash?: string | undefined;
}

/** Signs in by USER_PASSWORD_AUTH. */
export function signInByPassword(
  idp: CognitoIdentityProviderClient,
  { ClientId, Username, Password, SecretHash }: SignInAs,
) {
  return idp.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: {
        USERNAME: Username,
        PASSWORD: Password ?? goodPassword,
        ...(SecretHash === undefined ? {} : { SECRET_HASH: SecretHash }),
      },
    }),
  );
}

/** The tokens of a sign-in by USER_PASSWORD_AUTH. */
export async function tokensOf(idp: CognitoIdentityProviderClient, who: SignInAs) {
  const { AuthenticationResult } = await signInByPassword(idp, who);
  return {
    idToken: present(AuthenticationResult?.IdToken, "IdToken"),
    accessToken: present(AuthenticationResult?.AccessToken, "AccessToken"),
    refreshToken: present(AuthenticationResult?.RefreshToken, "RefreshToken"),
  };
}

export const timestamp = "Mon Jan 5 03:04:05 UTC 2026";

/** The first step of USER_SRP_AUTH, and what the second would send. */
export async function startSrp(
  idp: CognitoIdentityProviderClient,
  { ClientId, Username, Password = goodPassword }: SignInAs,
  poolId: string,
) {
  const client = srpClient(Password, BigInt(`0x${randomBytes(128).toString("hex")}`));
  const challenge = await idp.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_SRP_AUTH",
      AuthParameters: { USERNAME: Username, SRP_A: client.A },
    }),
  );
  const asked = present(challenge.ChallengeParameters, "ChallengeParameters");
  const userId = present(asked["USER_ID_FOR_SRP"], "USER_ID_FOR_SRP");
  const block = present(asked["SECRET_BLOCK"], "SECRET_BLOCK");
  const claim = client.claim({
    salt: present(asked["SALT"], "SALT"),
    B: present(asked["SRP_B"], "SRP_B"),
    poolName: poolId.slice(poolId.indexOf("_") + 1),
    userId,
    secretBlock: Buffer.from(block, "base64"),
    timestamp,
  });
  return {
    challenge,
    asked,
    responses: {
      USERNAME: present(asked["USERNAME"], "USERNAME"),
      PASSWORD_CLAIM_SECRET_BLOCK: block,
      PASSWORD_CLAIM_SIGNATURE: claim.toString("base64"),
      TIMESTAMP: timestamp,
    },
  };
}

export function answerSrp(
  idp: CognitoIdentityProviderClient,
  ClientId: string,
  ChallengeResponses: Record<string, string>,
) {
  return idp.send(
    new RespondToAuthChallengeCommand({ ClientId, ChallengeName: "PASSWORD_VERIFIER", ChallengeResponses }),
  );
}

export function refresh(idp: CognitoIdentityProviderClient, ClientId: string, RefreshToken: string) {
  return idp.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken }));
}

/** An embedded AWS with a pool, a client and Ann; the clock stands still. */
export async function poolWithAnn(settings: Parameters<typeof createClient>[2] = {}) {
  // From now on, because the SDK signs with the time of this machine.
  const clock = manualClock(Date.now());
  const aws = await startLocalAws({ port: 0, clock });
  const idp = idpClient(aws);
  const poolId = await createPool(idp);
  const client = await createClient(idp, poolId, settings);
  const sub = await createUser(idp, poolId, "ann", { UserAttributes: [{ Name: "email", Value: "ann@example.com" }] });
  const who = { ClientId: client.ClientId, Username: "ann" };
  return { aws, clock, idp, poolId, sub, who, ...client, [Symbol.asyncDispose]: () => aws[Symbol.asyncDispose]() };
}

/** The same, with Ann signed in. */
export async function annSignedIn(settings: Parameters<typeof createClient>[2] = {}) {
  const world = await poolWithAnn(settings);
  return { ...world, tokens: await tokensOf(world.idp, world.who) };
}

/** One of the pool's published keys. */
type PublishedKey = Readonly<Record<"kid" | "alg" | "kty" | "n" | "e", string>> & { readonly use: "sig" };

export async function jwksOf({ outputs }: LocalAws, poolId: string): Promise<{ readonly keys: PublishedKey[] }> {
  const response = await fetch(`${outputs.endpoints.aws}/${poolId}/.well-known/jwks.json`);
  const document: unknown = await response.json();
  if (!isRecord(document) || !Array.isArray(document["keys"])) throw new Error("There are no keys in the document.");
  return { keys: document["keys"].filter((key) => isPublishedKey(key)) };
}

function isPublishedKey(value: unknown): value is PublishedKey {
  const members = ["kid", "alg", "kty", "n", "e"];
  return isRecord(value) && value["use"] === "sig" && members.every((member) => typeof value[member] === "string");
}

/** A directory for `--data`, gone when the test is over. */
export async function dataDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "yagura-cognito-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}
