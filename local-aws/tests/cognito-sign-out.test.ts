import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  ChangePasswordCommand,
  type CognitoIdentityProviderClient,
  GetUserCommand,
  GlobalSignOutCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { expect, test } from "vitest";

import {
  annSignedIn,
  createClient,
  createUser,
  goodPassword,
  present,
  refresh,
  signInByPassword,
  tokensOf,
} from "./cognito-setup.ts";

const revoked = { name: "NotAuthorizedException", message: "Access Token has been revoked" };

test("RevokeToken ends the refresh token and every access token that came of it, and no other sign-in", async () => {
  await using world = await annSignedIn();
  const { idp, ClientId, who, tokens } = world;
  const { accessToken, refreshToken } = tokens;
  const later = present((await refresh(idp, ClientId, refreshToken)).AuthenticationResult?.AccessToken);
  const elsewhere = await tokensOf(idp, who);

  await idp.send(new RevokeTokenCommand({ ClientId, Token: refreshToken }));

  await expect(refresh(idp, ClientId, refreshToken)).rejects.toMatchObject({
    message: "Refresh Token has been revoked",
  });
  await expect(idp.send(new GetUserCommand({ AccessToken: accessToken }))).rejects.toMatchObject(revoked);
  await expect(idp.send(new GetUserCommand({ AccessToken: later }))).rejects.toMatchObject(revoked);
  await expect(idp.send(new GetUserCommand({ AccessToken: elsewhere.accessToken }))).resolves.toHaveProperty(
    "Username",
    "ann",
  );
});

test("RevokeToken takes refresh tokens only, and only where the client has revocation", async () => {
  await using world = await annSignedIn({ EnableTokenRevocation: false });
  const { idp, poolId, ClientId, tokens } = world;
  const { accessToken, refreshToken } = tokens;
  const revoking = await createClient(idp, poolId);

  await expect(idp.send(new RevokeTokenCommand({ ClientId, Token: refreshToken }))).rejects.toMatchObject({
    name: "UnsupportedOperationException",
  });
  await expect(
    idp.send(new RevokeTokenCommand({ ClientId: revoking.ClientId, Token: accessToken })),
  ).rejects.toMatchObject({ name: "UnsupportedTokenTypeException" });
  expect(decodeJwt(accessToken)).not.toHaveProperty("origin_jti");
});

const everywhere: Readonly<
  Record<string, (idp: CognitoIdentityProviderClient, poolId: string, AccessToken: string) => Promise<unknown>>
> = {
  GlobalSignOut: (idp, _poolId, AccessToken) => idp.send(new GlobalSignOutCommand({ AccessToken })),
  AdminUserGlobalSignOut: (idp, UserPoolId) =>
    idp.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: "ann" })),
  AdminDisableUser: (idp, UserPoolId) => idp.send(new AdminDisableUserCommand({ UserPoolId, Username: "ann" })),
};

test.each(Object.entries(everywhere))("%s ends every sign-in of the user", async (_name, signOut) => {
  await using world = await annSignedIn();
  const { idp, poolId, ClientId, who, tokens } = world;
  const elsewhere = await tokensOf(idp, who);

  await signOut(idp, poolId, tokens.accessToken);

  await expect(idp.send(new GetUserCommand({ AccessToken: elsewhere.accessToken }))).rejects.toMatchObject(revoked);
  await expect(refresh(idp, ClientId, elsewhere.refreshToken)).rejects.toMatchObject({
    name: "NotAuthorizedException",
  });
});

test("the tokens of a deleted user open nothing, not even for another of the same name", async () => {
  await using world = await annSignedIn();
  const { idp, poolId, ClientId, tokens } = world;
  await idp.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: "ann" }));
  await createUser(idp, poolId, "ann");
  const gone = { name: "UserNotFoundException", message: "User does not exist." };

  await expect(idp.send(new GetUserCommand({ AccessToken: tokens.accessToken }))).rejects.toMatchObject(gone);
  await expect(refresh(idp, ClientId, tokens.refreshToken)).rejects.toMatchObject(gone);
});

test("a user changes his password by knowing the old one", async () => {
  await using world = await annSignedIn();
  const { idp, who, tokens } = world;
  const AccessToken = tokens.accessToken;
  const change = (PreviousPassword: string, ProposedPassword: string) =>
    idp.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));

  await expect(change("Wrong-1", "Another-one-2")).rejects.toMatchObject({
    message: "Incorrect username or password.",
  });
  await expect(change(goodPassword, "short")).rejects.toMatchObject({
    name: "InvalidPasswordException",
    message: "Password did not conform with policy: Password not long enough",
  });
  await change(goodPassword, "Another-one-2");
  await expect(signInByPassword(idp, who)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  await expect(signInByPassword(idp, { ...who, Password: "Another-one-2" })).resolves.toHaveProperty(
    "AuthenticationResult",
  );
});
