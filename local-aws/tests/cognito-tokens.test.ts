import {
  AdminAddUserToGroupCommand,
  CreateGroupCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CognitoJwtVerifier } from "aws-jwt-verify";
import { decodeJwt, decodeProtectedHeader } from "jose";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import {
  annSignedIn,
  createClient,
  createPool,
  createUser,
  dataDirectory,
  idpClient,
  jwksOf,
  poolWithAnn,
  refresh,
  signInByPassword,
  tokensOf,
} from "./cognito-setup.ts";
import { edited, hs256, unsigned } from "./forged-tokens.ts";

const hour = 3_600_000;

const roleArn = (name: string) => `arn:aws:iam::000000000000:role/${name}`;

async function joinGroup(
  { idp, poolId }: Awaited<ReturnType<typeof poolWithAnn>>,
  GroupName: string,
  Precedence: number,
) {
  await idp.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName, Precedence, RoleArn: roleArn(GroupName) }));
  await idp.send(new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: "ann", GroupName }));
}

test("an ID token says who signed in, where, through which client, and with which groups and roles", async () => {
  await using world = await poolWithAnn();
  const { idp, poolId, sub, who, clock } = world;
  await joinGroup(world, "viewer", 3);
  await joinGroup(world, "engineer", 1);

  const { idToken, accessToken } = await tokensOf(idp, who);

  const now = Math.floor(clock.now() / 1000);
  const text = expect.any(String) as unknown;
  const shared = { sub, "cognito:groups": ["engineer", "viewer"], auth_time: now, iat: now, exp: now + 3600 };
  const iss = `https://cognito-idp.ap-northeast-1.amazonaws.com/${poolId}`;
  expect(decodeJwt(idToken)).toEqual({
    ...shared,
    iss,
    email: "ann@example.com",
    "cognito:roles": [roleArn("engineer"), roleArn("viewer")],
    "cognito:preferred_role": roleArn("engineer"),
    "cognito:username": "ann",
    aud: who.ClientId,
    token_use: "id",
    origin_jti: text,
    event_id: text,
    jti: text,
  });
  expect(decodeJwt(accessToken)).toEqual({
    ...shared,
    iss,
    client_id: who.ClientId,
    username: "ann",
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    origin_jti: text,
    event_id: text,
    jti: text,
  });
  expect(decodeJwt(idToken)["origin_jti"]).toBe(decodeJwt(accessToken)["origin_jti"]);
  expect(Object.keys(decodeProtectedHeader(idToken))).toEqual(["kid", "alg"]);
});

test("aws-jwt-verify accepts both tokens by the keys that the pool publishes", async () => {
  await using world = await annSignedIn();
  const { aws, poolId, ClientId, tokens } = world;
  const jwks = await jwksOf(aws, poolId);
  const verifier = (tokenUse: "id" | "access") => {
    const made = CognitoJwtVerifier.create({ userPoolId: poolId, clientId: ClientId, tokenUse });
    made.cacheJwks(jwks);
    return made;
  };

  await expect(verifier("id").verify(tokens.idToken)).resolves.toMatchObject({ token_use: "id" });
  await expect(verifier("access").verify(tokens.accessToken)).resolves.toMatchObject({ token_use: "access" });
  await expect(verifier("id").verify(tokens.accessToken)).rejects.toThrow("Token use");
  expect(jwks.keys).toHaveLength(2);
  expect(jwks.keys[0]).toMatchObject({ alg: "RS256", e: "AQAB", kty: "RSA", use: "sig" });
  expect(jwks.keys.flatMap((key) => Object.keys(key))).not.toContain("d");
});

test("the discovery document names the issuer in AWS's form and keys that can be fetched", async () => {
  await using world = await poolWithAnn();
  const { aws, poolId } = world;
  const base = `${aws.outputs.endpoints.aws}/${poolId}/.well-known`;

  const response = await fetch(`${base}/openid-configuration`);

  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  await expect(response.json()).resolves.toMatchObject({
    issuer: `https://cognito-idp.ap-northeast-1.amazonaws.com/${poolId}`,
    jwks_uri: `${base}/jwks.json`,
  });
  await expect(fetch(`${base}/jwks.json`)).resolves.toHaveProperty("status", 200);
});

test("a pool that does not exist publishes nothing", async () => {
  await using aws = await startLocalAws({ port: 0 });

  const response = await fetch(`${aws.outputs.endpoints.aws}/ap-northeast-1_NoSuchOne/.well-known/jwks.json`);

  expect(response.status).toBe(400);
  await expect(response.json()).resolves.toMatchObject({ __type: "ResourceNotFoundException" });
});

test("an access token opens the user's profile for an hour and no longer", async () => {
  await using world = await annSignedIn();
  const { idp, clock, sub, tokens } = world;
  const AccessToken = tokens.accessToken;

  await expect(idp.send(new GetUserCommand({ AccessToken }))).resolves.toMatchObject({
    Username: "ann",
    UserAttributes: [
      { Name: "sub", Value: sub },
      { Name: "email", Value: "ann@example.com" },
    ],
  });
  clock.advance(hour);
  await expect(idp.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: "Access Token has expired",
  });
});

test("tokens that somebody else made are no access tokens", async () => {
  await using world = await annSignedIn();
  await using elsewhere = await annSignedIn();
  const { aws, idp, poolId, tokens } = world;
  const { accessToken, idToken } = tokens;
  const { keys } = await jwksOf(aws, poolId);
  const refusal = (AccessToken: string) =>
    idp.send(new GetUserCommand({ AccessToken })).catch((error: unknown) => error);
  const unverified = { name: "NotAuthorizedException", message: "Could not verify signature for Access Token" };
  const invalid = { name: "NotAuthorizedException", message: "Invalid Access Token" };

  expect(await refusal(edited(accessToken, { username: "root" }))).toMatchObject(unverified);
  expect(await refusal(unsigned(accessToken))).toMatchObject(unverified);
  expect(await refusal(hs256(accessToken, keys))).toMatchObject(unverified);
  expect(await refusal(idToken)).toMatchObject(invalid);
  expect(await refusal(elsewhere.tokens.accessToken)).toMatchObject(invalid);
  expect(await refusal("a.b.c")).toMatchObject(invalid);
  expect(await refusal("nonsense")).toMatchObject(invalid);
});

test("a sign-in outlives a restart on the same data, keys and all", async () => {
  await using directory = await dataDirectory();
  const data = directory.path;
  const before = await startLocalAws({ port: 0, data });
  const poolId = await createPool(idpClient(before));
  const { ClientId } = await createClient(idpClient(before), poolId);
  await createUser(idpClient(before), poolId, "ann");
  const tokens = await tokensOf(idpClient(before), { ClientId, Username: "ann" });
  await before[Symbol.asyncDispose]();

  await using after = await startLocalAws({ port: 0, data });
  const idp = idpClient(after);

  await expect(idp.send(new GetUserCommand({ AccessToken: tokens.accessToken }))).resolves.toHaveProperty(
    "Username",
    "ann",
  );
  await expect(refresh(idp, ClientId, tokens.refreshToken)).resolves.toHaveProperty("AuthenticationResult");
  await expect(signInByPassword(idp, { ClientId, Username: "ann" })).resolves.toHaveProperty("AuthenticationResult");
});
