import { expect, test } from "vitest";

import { defaultClientSettings, type UserPoolClient } from "#local/account/user-pools/clients.ts";
import type { Group } from "#local/account/user-pools/groups.ts";
import type { UserSession } from "#local/account/user-pools/sessions.ts";
import type { User } from "#local/account/user-pools/users.ts";

import { accessClaims, idClaims } from "./claims.ts";

const user: User = {
  poolId: "eu-west-1_Pool",
  username: "ann",
  sub: "5f0c…",
  attributes: { email: "ann@example.com", email_verified: "true", "custom:floor": "3" },
  enabled: true,
  status: "CONFIRMED",
  password: { salt: "00", verifier: "00" },
  passwordExpiresAt: undefined,
  groups: [],
  createdAt: 0,
  modifiedAt: 0,
};
const client: UserPoolClient = {
  ...defaultClientSettings,
  id: "client",
  poolId: user.poolId,
  name: "c",
  secret: undefined,
  createdAt: 0,
  modifiedAt: 0,
};
const session: UserSession = {
  id: "event",
  poolId: user.poolId,
  clientId: client.id,
  sub: user.sub,
  originJti: "origin",
  signedInAt: 1_000_999,
  expiresAt: 9e12,
  refreshTokenHash: "",
  revoked: false,
};
const group = (name: string, roleArn: string | undefined): Group => ({
  poolId: user.poolId,
  name,
  description: undefined,
  precedence: undefined,
  roleArn,
  createdAt: 0,
  modifiedAt: 0,
});
const issue = { jti: "jti", now: 2_000_500, lifetimeSeconds: 3600 };

test("an ID token of somebody without groups says nothing of groups or roles", () => {
  expect(idClaims({ user, client, session, groups: [] }, issue)).toEqual({
    sub: user.sub,
    email: "ann@example.com",
    email_verified: true,
    iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool",
    "cognito:username": "ann",
    origin_jti: "origin",
    aud: "client",
    event_id: "event",
    token_use: "id",
    auth_time: 1000,
    exp: 5600,
    iat: 2000,
    jti: "jti",
  });
});

test("an ID token names the groups, each role once, and the preferred role", () => {
  const groups = [group("a", "role/x"), group("b", "role/x"), group("c", undefined)];

  expect(idClaims({ user, client, session, groups }, issue)).toMatchObject({
    "cognito:groups": ["a", "b", "c"],
    "cognito:roles": ["role/x"],
    "cognito:preferred_role": "role/x",
  });
});

test("attributes that the client may not read stay out, custom ones unless it may", () => {
  const reading = { ...client, readAttributes: ["custom:floor"] };
  const claims = idClaims({ user, client: reading, session, groups: [] }, issue);

  expect(claims).toHaveProperty(["custom:floor"], "3");
  expect(claims).not.toHaveProperty("email");
});

test("no attribute can pose as a claim of Cognito's", () => {
  const forger = { ...user, attributes: { sub: "somebody else", "cognito:groups": "admin" } };
  const reading = { ...client, readAttributes: ["sub", "cognito:groups"] };

  expect(
    idClaims({ user: forger, client: reading, session, groups: [group("viewer", undefined)] }, issue),
  ).toMatchObject({
    sub: user.sub,
    "cognito:groups": ["viewer"],
  });
});

test("an access token has a client_id and no aud, and no attributes", () => {
  expect(accessClaims({ user, client, session, groups: [group("a", "role/x")] }, issue)).toEqual({
    sub: user.sub,
    "cognito:groups": ["a"],
    iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool",
    client_id: "client",
    origin_jti: "origin",
    event_id: "event",
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    auth_time: 1000,
    exp: 5600,
    iat: 2000,
    jti: "jti",
    username: "ann",
  });
});

test("a client without token revocation gets tokens without origin_jti", () => {
  const plain = { ...client, enableTokenRevocation: false };

  expect(accessClaims({ user, client: plain, session, groups: [] }, issue)).not.toHaveProperty("origin_jti");
});
