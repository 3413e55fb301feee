import { GetTokensFromRefreshTokenCommand, InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";

import { annSignedIn, createClient, poolWithAnn, present, refresh, tokensOf } from "./cognito-setup.ts";

const hour = 3_600_000;

test("a refresh token brings new tokens of the same sign-in, and no new refresh token", async () => {
  await using world = await annSignedIn();
  const { idp, clock, ClientId, tokens, who } = world;
  const { refreshToken, accessToken } = tokens;
  clock.advance(2 * hour);

  const one = await refresh(idp, ClientId, refreshToken);
  const other = await idp.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );

  const renewed = decodeJwt(present(one.AuthenticationResult?.AccessToken));
  const first = decodeJwt(accessToken);
  expect(one.AuthenticationResult?.RefreshToken).toBeUndefined();
  expect(other.AuthenticationResult?.RefreshToken).toBeUndefined();
  expect(renewed).toMatchObject({
    origin_jti: first["origin_jti"],
    auth_time: first["auth_time"],
    event_id: first["event_id"],
    username: who.Username,
  });
  expect(renewed.jti).not.toBe(first.jti);
  expect(renewed.iat).toBe(present(first.iat) + 7200);
});

test("a refresh token dies after its thirty days, and by its client's own setting", async () => {
  await using world = await annSignedIn({ RefreshTokenValidity: 60, TokenValidityUnits: { RefreshToken: "minutes" } });
  const { idp, clock, ClientId, tokens } = world;
  clock.advance(hour - 1000);
  await refresh(idp, ClientId, tokens.refreshToken);
  clock.advance(1000);

  await expect(refresh(idp, ClientId, tokens.refreshToken)).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: "Refresh Token has expired",
  });
});

test("a refresh token is good for its own client alone, and no other text is one", async () => {
  await using world = await annSignedIn();
  const { idp, poolId, ClientId, tokens } = world;
  const { refreshToken, accessToken } = tokens;
  const other = await createClient(idp, poolId);
  const invalid = { name: "NotAuthorizedException", message: "Invalid Refresh Token." };

  await expect(refresh(idp, other.ClientId, refreshToken)).rejects.toMatchObject(invalid);
  await expect(refresh(idp, ClientId, `${refreshToken}x`)).rejects.toMatchObject(invalid);
  await expect(refresh(idp, ClientId, accessToken)).rejects.toMatchObject(invalid);
  await expect(refresh(idp, ClientId, "__proto__.x")).rejects.toMatchObject(invalid);
});

test("a client with a secret refreshes by the hash of the user's name, or by the secret itself", async () => {
  await using world = await poolWithAnn({ GenerateSecret: true });
  const { idp, ClientId, who } = world;
  const ClientSecret = present(world.ClientSecret);
  const hash = (name: string) =>
    createHmac("sha256", ClientSecret)
      .update(name + ClientId)
      .digest("base64");
  const { refreshToken } = await tokensOf(idp, { ...who, SecretHash: hash("ann") });
  const byHash = (SECRET_HASH: string) =>
    idp.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: refreshToken, SECRET_HASH },
      }),
    );
  const bySecret = (secret?: string) =>
    idp.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken: refreshToken, ClientSecret: secret }));

  await expect(byHash(hash("ann"))).resolves.toHaveProperty("AuthenticationResult");
  await expect(byHash(hash("bob"))).rejects.toMatchObject({
    message: `SecretHash does not match for the client: ${ClientId}`,
  });
  await expect(bySecret(ClientSecret)).resolves.toHaveProperty("AuthenticationResult");
  await expect(bySecret("x".repeat(30))).rejects.toMatchObject({ name: "NotAuthorizedException" });
  await expect(bySecret()).rejects.toMatchObject({
    message: `Client ${ClientId} is configured for secret but secret was not received`,
  });
});
