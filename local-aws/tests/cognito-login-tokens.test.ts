import { UpdateIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import {
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { decodeJwt } from "jose";
import { expect, test } from "vitest";

import { annAtIdentityPool, annWithRole } from "./cognito-identity-setup.ts";
import { annSignedIn, createClient, jwksOf, tokensOf } from "./cognito-setup.ts";
import { edited, hs256, unsigned } from "./forged-tokens.ts";

const refusal = (message: string) => ({ name: "NotAuthorizedException", message });
const notSigned = refusal("Invalid login token. Couldn't verify signed token.");

test("an expired ID token is refused with both times", async () => {
  await using world = await annWithRole();
  const { clock, tokens, getId, getCredentials } = world;
  const IdentityId = await getId();
  const { exp = 0 } = decodeJwt(tokens.idToken);
  clock.advance(3_600_000);
  const expired = refusal(`Invalid login token. Token expired: ${Math.floor(clock.now() / 1000)} >= ${exp}`);

  await expect(getId()).rejects.toMatchObject(expired);
  await expect(getCredentials(IdentityId)).rejects.toMatchObject(expired);
});

test("tokens that the user pool did not sign, or that were changed since, are refused", async () => {
  await using world = await annAtIdentityPool();
  const { aws, poolId, tokens, logins, getId } = world;
  const { idToken } = tokens;
  const { keys } = await jwksOf(aws, poolId);

  await expect(getId(logins(edited(idToken, { sub: "somebody else" })))).rejects.toMatchObject(notSigned);
  await expect(getId(logins(edited(idToken, { exp: 9_999_999_999 })))).rejects.toMatchObject(notSigned);
  await expect(getId(logins(unsigned(idToken)))).rejects.toMatchObject(notSigned);
  await expect(getId(logins(hs256(idToken, keys)))).rejects.toMatchObject(notSigned);
  await expect(getId(logins(`${idToken.slice(0, -4)}AAAA`))).rejects.toMatchObject(notSigned);
  await expect(getId(logins("nonsense"))).rejects.toMatchObject(
    refusal("Invalid login token. Not a valid OpenId Connect identity token."),
  );
});

test("an access token is no login: it has no audience", async () => {
  await using world = await annAtIdentityPool();
  const { tokens, logins, getId } = world;

  await expect(getId(logins(tokens.accessToken))).rejects.toMatchObject(
    refusal("Invalid login token. Missing a required claim: aud"),
  );
});

test("an access token does not become a login by being given an audience", async () => {
  await using world = await annAtIdentityPool();
  const { tokens, logins, getId, ClientId } = world;

  await expect(getId(logins(edited(tokens.accessToken, { aud: ClientId })))).rejects.toMatchObject(notSigned);
});

test("the token of another pool is refused, under its own name and under this one's", async () => {
  await using world = await annAtIdentityPool();
  await using elsewhere = await annSignedIn();
  const { logins, getId } = world;
  const { idToken } = elsewhere.tokens;

  await expect(getId(logins(idToken))).rejects.toMatchObject(
    refusal("Invalid login token. Issuer doesn't match providerName"),
  );
  await expect(
    getId({ [`cognito-idp.ap-northeast-1.amazonaws.com/${elsewhere.poolId}`]: idToken }),
  ).rejects.toMatchObject(
    refusal("Logins don't match. Please include at least one valid login for this identity or identity pool"),
  );
});

test("the token of a client that the identity pool does not list is refused", async () => {
  await using world = await annAtIdentityPool();
  const { idp, poolId, logins, getId } = world;
  const other = await createClient(idp, poolId);
  const { idToken } = await tokensOf(idp, { ...other, Username: "ann" });

  await expect(getId(logins(idToken))).rejects.toMatchObject(
    refusal("Token is not from a supported provider of this identity pool"),
  );
});

test("more than ten logins are more than AWS reads", async () => {
  await using world = await annAtIdentityPool();
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, at) => [`provider-${at}`, "token"]));

  await expect(world.getId(many)).rejects.toMatchObject({ name: "InvalidParameterException" });
});

type SignOut = (
  idp: CognitoIdentityProviderClient,
  UserPoolId: string,
  token: string,
  ClientId: string,
) => Promise<unknown>;

const signOuts: Readonly<Record<string, SignOut>> = {
  "signed out everywhere": (idp, UserPoolId) =>
    idp.send(new AdminUserGlobalSignOutCommand({ UserPoolId, Username: "ann" })),
  disabled: (idp, UserPoolId) => idp.send(new AdminDisableUserCommand({ UserPoolId, Username: "ann" })),
  deleted: (idp, UserPoolId) => idp.send(new AdminDeleteUserCommand({ UserPoolId, Username: "ann" })),
  "signed out": (idp, _pool, Token, ClientId) => idp.send(new RevokeTokenCommand({ ClientId, Token })),
};

test.each(Object.entries(signOuts))(
  "the ID token of a user who was %s is good until it expires, unless the pool asks",
  async (_how, signOut) => {
    await using world = await annAtIdentityPool();
    const { idp, identity, identityPoolId, poolId, provider, ClientId, tokens, getId } = world;
    const IdentityId = await getId();

    await signOut(idp, poolId, tokens.refreshToken, ClientId);

    expect(await getId()).toBe(IdentityId);
    await identity.send(
      new UpdateIdentityPoolCommand({
        IdentityPoolId: identityPoolId,
        IdentityPoolName: "operators",
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [{ ProviderName: provider, ClientId, ServerSideTokenCheck: true }],
      }),
    );
    await expect(getId()).rejects.toMatchObject({ name: "NotAuthorizedException" });
  },
);
