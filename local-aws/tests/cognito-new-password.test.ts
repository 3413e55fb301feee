import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  type CognitoIdentityProviderClient,
  type CreateUserPoolCommandInput,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";

import { manualClock, startLocalAws } from "#local/index.ts";

import {
  answerSrp,
  createClient,
  createPool,
  createUser,
  idpClient,
  present,
  signInByPassword,
  startSrp,
} from "./cognito-setup.ts";

const Password = "Temporary-1";
const minute = 60_000;
const day = 24 * 60 * minute;
const invalidSession = { name: "NotAuthorizedException", message: "Invalid session for the user." };

async function newcomer(settings: Partial<CreateUserPoolCommandInput> = {}) {
  // From now on, because the SDK signs with the time of this machine.
  const clock = manualClock(Date.now());
  const aws = await startLocalAws({ port: 0, clock });
  const idp = idpClient(aws);
  const poolId = await createPool(idp, settings);
  const { ClientId } = await createClient(idp, poolId);
  await createUser(idp, poolId, "newcomer", {
    TemporaryPassword: Password,
    UserAttributes: [{ Name: "email", Value: "new@example.com" }],
  });
  const who = { ClientId, Username: "newcomer", Password };
  return { clock, idp, poolId, ClientId, who, [Symbol.asyncDispose]: () => aws[Symbol.asyncDispose]() };
}

function choose(
  idp: CognitoIdentityProviderClient,
  ClientId: string,
  Session: string | undefined,
  NEW_PASSWORD: string,
  attributes: Record<string, string> = {},
) {
  const ChallengeResponses = { USERNAME: "newcomer", NEW_PASSWORD, ...attributes };
  return idp.send(
    new RespondToAuthChallengeCommand({
      ClientId,
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      Session,
      ChallengeResponses,
    }),
  );
}

test("who signs in with a temporary password must choose his own, and then has it", async () => {
  await using world = await newcomer();
  const { idp, poolId, ClientId, who } = world;

  const { responses } = await startSrp(idp, who, poolId);
  const challenge = await answerSrp(idp, ClientId, responses);
  const answer = await choose(idp, ClientId, challenge.Session, "My-own-choice-1");

  expect(challenge.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  expect(challenge.AuthenticationResult).toBeUndefined();
  expect(challenge.ChallengeParameters).toEqual({
    USER_ID_FOR_SRP: "newcomer",
    requiredAttributes: "[]",
    userAttributes: '{"email":"new@example.com"}',
  });
  expect(answer.AuthenticationResult).toHaveProperty("IdToken");
  await expect(signInByPassword(idp, who)).rejects.toMatchObject({ message: "Incorrect username or password." });
  await expect(signInByPassword(idp, { ...who, Password: "My-own-choice-1" })).resolves.toHaveProperty(
    "AuthenticationResult.AccessToken",
  );
  await expect(idp.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "newcomer" }))).resolves.toMatchObject({
    UserStatus: "CONFIRMED",
  });
});

test("a password that the policy refuses may be followed by a better one, in the same session", async () => {
  await using world = await newcomer();
  const { idp, ClientId, who } = world;
  const { Session } = await signInByPassword(idp, who);

  await expect(choose(idp, ClientId, Session, "all-lower-case-1")).rejects.toMatchObject({
    name: "InvalidPasswordException",
    message: "Password did not conform with policy: Password must have uppercase characters",
  });
  await expect(choose(idp, ClientId, Session, "My-own-choice-1")).resolves.toHaveProperty("AuthenticationResult");
});

test("a session is good for one new password, three minutes long, through its own client", async () => {
  await using world = await newcomer();
  const { idp, clock, poolId, ClientId, who } = world;
  const other = await createClient(idp, poolId);
  const first = await signInByPassword(idp, who);
  clock.advance(3 * minute);
  const second = await signInByPassword(idp, who);

  await expect(choose(idp, ClientId, first.Session, "My-own-choice-1")).rejects.toMatchObject(invalidSession);
  await expect(choose(idp, other.ClientId, second.Session, "My-own-choice-1")).rejects.toMatchObject(invalidSession);
  await expect(choose(idp, ClientId, "x".repeat(40), "My-own-choice-1")).rejects.toMatchObject(invalidSession);
  await expect(choose(idp, ClientId, undefined, "My-own-choice-1")).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Missing required parameter Session",
  });
  await choose(idp, ClientId, second.Session, "My-own-choice-1");
  await expect(choose(idp, ClientId, second.Session, "My-own-choice-2")).rejects.toMatchObject(invalidSession);
});

test("nobody can answer with the session of another user", async () => {
  await using world = await newcomer();
  const { idp, poolId, ClientId, who } = world;
  await createUser(idp, poolId, "victim", { TemporaryPassword: Password });
  const { Session } = await signInByPassword(idp, who);

  await expect(choose(idp, ClientId, Session, "My-own-choice-1", { USERNAME: "victim" })).rejects.toMatchObject(
    invalidSession,
  );
});

test("attributes that the pool requires are asked for with the new password", async () => {
  await using world = await newcomer({
    Schema: [
      { Name: "name", Required: true },
      { Name: "email", Required: true },
    ],
  });
  const { idp, poolId, ClientId, who } = world;
  const { Session, ChallengeParameters } = await signInByPassword(idp, who);
  const give = (attributes: Record<string, string>) => choose(idp, ClientId, Session, "My-own-choice-1", attributes);

  expect(ChallengeParameters?.["requiredAttributes"]).toBe('["userAttributes.name"]');
  await expect(give({})).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "Invalid attributes given, name is missing",
  });
  await expect(give({ "userAttributes.name": "N", "userAttributes.email": "other@example.com" })).rejects.toMatchObject(
    {
      name: "NotAuthorizedException",
      message: "Cannot modify an already provided email",
    },
  );
  await expect(give({ "userAttributes.name": "N", "userAttributes.sub": "root" })).rejects.toMatchObject({
    message: "A client attempted to write unauthorized attribute",
  });
  await give({ "userAttributes.name": "Ned Newcomer" });
  const { UserAttributes } = await idp.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "newcomer" }));
  expect(UserAttributes).toContainEqual({ Name: "name", Value: "Ned Newcomer" });
});

test("a temporary password is good for seven days; then an administrator must give another", async () => {
  await using world = await newcomer();
  const { idp, clock, poolId, who } = world;
  clock.advance(7 * day - 1);
  await expect(signInByPassword(idp, who)).resolves.toHaveProperty("ChallengeName", "NEW_PASSWORD_REQUIRED");
  clock.advance(1);

  await expect(signInByPassword(idp, who)).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: "Temporary password has expired and must be reset by an administrator.",
  });
  const administrator = new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username: "newcomer", Password });
  // The SDK signs with the time of this machine, and the embedded AWS is a week ahead of it.
  idp.config.systemClockOffset = clock.now() - Date.now();
  await idp.send(administrator);
  await expect(signInByPassword(idp, who)).resolves.toHaveProperty("ChallengeName", "NEW_PASSWORD_REQUIRED");
});

test("a user who must choose a password gets no token before he has", async () => {
  await using world = await newcomer();
  const { idp, ClientId, who } = world;
  const { Session } = await signInByPassword(idp, who);

  await expect(
    idp.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: "PASSWORD_VERIFIER",
        Session: present(Session),
        ChallengeResponses: {
          USERNAME: "newcomer",
          PASSWORD_CLAIM_SECRET_BLOCK: present(Session),
          PASSWORD_CLAIM_SIGNATURE: "AAAA",
          TIMESTAMP: "Mon Jan 5 03:04:05 UTC 2026",
        },
      }),
    ),
  ).rejects.toMatchObject({ message: "Incorrect username or password." });
});
