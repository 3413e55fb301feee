import {
  AdminDisableUserCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createHmac } from "node:crypto";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import {
  answerSrp,
  createClient,
  createPool,
  createUser,
  goodPassword,
  idpClient,
  poolWithAnn,
  present,
  signInByPassword,
  startSrp,
} from "./cognito-setup.ts";
import { prime } from "./srp-client.ts";

const incorrect = { name: "NotAuthorizedException", message: "Incorrect username or password." };

test("who proves his password by SRP gets tokens, and the password never travels", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;

  const { challenge, responses } = await startSrp(idp, { ClientId, Username: "ann" }, poolId);
  const answer = await answerSrp(idp, ClientId, responses);

  expect(challenge.ChallengeName).toBe("PASSWORD_VERIFIER");
  expect(answer.ChallengeParameters).toEqual({});
  expect(answer.AuthenticationResult).toMatchObject({ TokenType: "Bearer", ExpiresIn: 3600 });
  expect(answer.AuthenticationResult?.RefreshToken).toMatch(/^[A-Za-z0-9\-_=.]+$/);
});

test("a wrong password is refused in the same words as an unknown user, by SRP and by password", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;
  const wrong = { ClientId, Password: "Wrong-password-1" };

  const ann = await startSrp(idp, { ...wrong, Username: "ann" }, poolId);
  const nobody = await startSrp(idp, { ...wrong, Username: "nobody" }, poolId);

  await expect(answerSrp(idp, ClientId, ann.responses)).rejects.toMatchObject(incorrect);
  await expect(answerSrp(idp, ClientId, nobody.responses)).rejects.toMatchObject(incorrect);
  await expect(signInByPassword(idp, { ...wrong, Username: "ann" })).rejects.toMatchObject(incorrect);
  await expect(signInByPassword(idp, { ...wrong, Username: "nobody" })).rejects.toMatchObject(incorrect);
});

test("the challenge of somebody unknown has the shape of any other, and the same salt each time", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;

  const ann = await startSrp(idp, { ClientId, Username: "ann" }, poolId);
  const nobody = await startSrp(idp, { ClientId, Username: "nobody" }, poolId);
  const again = await startSrp(idp, { ClientId, Username: "nobody" }, poolId);
  const other = await startSrp(idp, { ClientId, Username: "other" }, poolId);

  expect(Object.keys(nobody.asked).toSorted()).toEqual(Object.keys(ann.asked).toSorted());
  expect(nobody.asked["SALT"]).toHaveLength(32);
  expect(again.asked["SALT"]).toBe(nobody.asked["SALT"]);
  expect(again.asked["SRP_B"]).not.toBe(nobody.asked["SRP_B"]);
  expect(other.asked["SALT"]).not.toBe(nobody.asked["SALT"]);
  expect(nobody.asked["USER_ID_FOR_SRP"]).toBe("nobody");
});

test("where people sign in by e-mail address, the user ID of nobody is a UUID as well", async () => {
  await using aws = await startLocalAws({ port: 0 });
  const idp = idpClient(aws);
  const poolId = await createPool(idp, { UsernameAttributes: ["email"] });
  const { ClientId } = await createClient(idp, poolId);
  const sub = await createUser(idp, poolId, "ann@example.com");

  const ann = await startSrp(idp, { ClientId, Username: "ann@example.com" }, poolId);
  const nobody = await startSrp(idp, { ClientId, Username: "nobody@example.com" }, poolId);
  const again = await startSrp(idp, { ClientId, Username: "nobody@example.com" }, poolId);

  expect(ann.asked["USER_ID_FOR_SRP"]).toBe(sub);
  expect(nobody.asked["USER_ID_FOR_SRP"]).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(again.asked["USER_ID_FOR_SRP"]).toBe(nobody.asked["USER_ID_FOR_SRP"]);
  await expect(answerSrp(idp, ClientId, ann.responses)).resolves.toHaveProperty("AuthenticationResult");
  await expect(answerSrp(idp, ClientId, nobody.responses)).rejects.toMatchObject(incorrect);
});

test("a client that may tell says that a user does not exist", async () => {
  await using world = await poolWithAnn({ PreventUserExistenceErrors: "LEGACY" });
  const { idp, ClientId, poolId } = world;
  const unknown = { name: "UserNotFoundException", message: "User does not exist." };

  await expect(startSrp(idp, { ClientId, Username: "nobody" }, poolId)).rejects.toMatchObject(unknown);
  await expect(signInByPassword(idp, { ClientId, Username: "nobody" })).rejects.toMatchObject(unknown);
});

test("a secret block is good for one answer, right or wrong", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;
  const right = await startSrp(idp, { ClientId, Username: "ann" }, poolId);
  await answerSrp(idp, ClientId, right.responses);
  const guessed = await startSrp(idp, { ClientId, Username: "ann" }, poolId);
  const claim = guessed.responses.PASSWORD_CLAIM_SIGNATURE;
  const wrong = Buffer.alloc(32).toString("base64");
  await expect(
    answerSrp(idp, ClientId, { ...guessed.responses, PASSWORD_CLAIM_SIGNATURE: wrong }),
  ).rejects.toMatchObject(incorrect);

  await expect(answerSrp(idp, ClientId, right.responses)).rejects.toMatchObject(incorrect);
  await expect(
    answerSrp(idp, ClientId, { ...guessed.responses, PASSWORD_CLAIM_SIGNATURE: claim }),
  ).rejects.toMatchObject(incorrect);
});

test("an answer that comes a minute late, or through another client, is refused", async () => {
  await using world = await poolWithAnn();
  const { idp, clock, ClientId, poolId } = world;
  const other = await createClient(idp, poolId);
  const late = await startSrp(idp, { ClientId, Username: "ann" }, poolId);
  clock.advance(60_000);
  const foreign = await startSrp(idp, { ClientId, Username: "ann" }, poolId);

  await expect(answerSrp(idp, ClientId, late.responses)).rejects.toMatchObject(incorrect);
  await expect(answerSrp(idp, other.ClientId, foreign.responses)).rejects.toMatchObject(incorrect);
});

test("a password that was changed between the two steps is no longer good", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;
  const { responses } = await startSrp(idp, { ClientId, Username: "ann" }, poolId);
  await idp.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: poolId,
      Username: "ann",
      Password: "Another-one-2",
      Permanent: true,
    }),
  );

  await expect(answerSrp(idp, ClientId, responses)).rejects.toMatchObject(incorrect);
});

test.each([
  ["zero", "0"],
  ["N", prime.toString(16)],
  ["twice N", (prime * 2n).toString(16)],
  ["no number", "0x"],
])("%s as SRP_A is refused: it would let anybody in", async (_name, SRP_A) => {
  await using world = await poolWithAnn();
  const { idp, ClientId } = world;

  await expect(
    idp.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: "USER_SRP_AUTH", AuthParameters: { USERNAME: "ann", SRP_A } }),
    ),
  ).rejects.toMatchObject({ name: "InvalidParameterException" });
});

test.each([
  ["USERNAME", { SRP_A: "2" }],
  ["SRP_A", { USERNAME: "ann" }],
])("without %s there is no SRP", async (missing, AuthParameters) => {
  await using world = await poolWithAnn();
  const { idp, ClientId } = world;

  await expect(
    idp.send(new InitiateAuthCommand({ ClientId, AuthFlow: "USER_SRP_AUTH", AuthParameters })),
  ).rejects.toMatchObject({ name: "InvalidParameterException", message: `Missing required parameter ${missing}` });
});

test("a timestamp that is not Cognito's is refused by its form", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;
  const { responses } = await startSrp(idp, { ClientId, Username: "ann" }, poolId);

  await expect(answerSrp(idp, ClientId, { ...responses, TIMESTAMP: "2026-01-05T03:04:05Z" })).rejects.toMatchObject({
    name: "InvalidParameterException",
    message: "TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.",
  });
});

test("a disabled user hears that he is disabled only when his password is right", async () => {
  await using world = await poolWithAnn();
  const { idp, ClientId, poolId } = world;
  await idp.send(new AdminDisableUserCommand({ UserPoolId: poolId, Username: "ann" }));

  await expect(signInByPassword(idp, { ClientId, Username: "ann", Password: "Wrong-1" })).rejects.toMatchObject(
    incorrect,
  );
  await expect(signInByPassword(idp, { ClientId, Username: "ann" })).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: "User is disabled.",
  });
});

test("the sixth attempt after five wrong passwords is not even tried; a second later it is", async () => {
  await using world = await poolWithAnn();
  const { idp, clock, ClientId, poolId } = world;
  const attempt = (Password: string, Username = "ann") => signInByPassword(idp, { ClientId, Username, Password });
  const exceeded = { name: "NotAuthorizedException", message: "Password attempts exceeded" };
  const failFive = (Username: string) =>
    Promise.all([1, 2, 3, 4, 5].map(() => expect(attempt("Wrong-1", Username)).rejects.toMatchObject(incorrect)));
  await failFive("ann");

  await expect(attempt(goodPassword)).rejects.toMatchObject(exceeded);
  await expect(startSrp(idp, { ClientId, Username: "ann" }, poolId)).rejects.toMatchObject(exceeded);
  clock.advance(1000);
  await expect(attempt("Wrong-1")).rejects.toMatchObject(incorrect);
  clock.advance(1000);
  await expect(attempt(goodPassword)).rejects.toMatchObject(exceeded);
  clock.advance(1000);
  await expect(attempt(goodPassword)).resolves.toHaveProperty("AuthenticationResult");
  await failFive("nobody");
  await expect(attempt("Wrong-1", "nobody")).rejects.toMatchObject(exceeded);
});

test.each([
  ["USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow not enabled for this client"],
  ["USER_SRP_AUTH", "USER_SRP_AUTH is not enabled for the client."],
  ["CUSTOM_AUTH", "CUSTOM_AUTH is not enabled for the client."],
  ["USER_AUTH", "USER_AUTH is not enabled for the client."],
  ["REFRESH_TOKEN_AUTH", "Auth flow not enabled for this client"],
  ["ADMIN_USER_PASSWORD_AUTH", "Initiate Auth method not supported."],
] as const)("%s through a client that does not allow it is refused", async (AuthFlow, message) => {
  await using world = await poolWithAnn({ ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"] });
  const { idp, ClientId } = world;
  const AuthParameters = { USERNAME: "ann", PASSWORD: goodPassword };

  await expect(idp.send(new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters }))).rejects.toMatchObject({
    name: "InvalidParameterException",
    message,
  });
});

test("what is not emulated says so, and never that AWS had refused", async () => {
  await using world = await poolWithAnn({ ExplicitAuthFlows: ["ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH"] });
  const { idp, ClientId } = world;
  const parameters = { ClientId, AuthParameters: { USERNAME: "ann" } };

  await expect(idp.send(new InitiateAuthCommand({ ...parameters, AuthFlow: "USER_AUTH" }))).rejects.toMatchObject({
    name: "NotEmulated",
  });
  await expect(
    idp.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: "SMS_MFA",
        ChallengeResponses: { USERNAME: "ann" },
      }),
    ),
  ).rejects.toMatchObject({ name: "NotEmulated" });
  await expect(idp.send(new InitiateAuthCommand({ ...parameters, AuthFlow: "CUSTOM_AUTH" }))).rejects.toMatchObject({
    message: "Custom auth lambda trigger is not configured for the user pool.",
  });
});

test("a client with a secret wants the hash of it, made with the username", async () => {
  await using world = await poolWithAnn({ GenerateSecret: true });
  const { idp, ClientId } = world;
  const secret = present(world.ClientSecret, "ClientSecret");
  const hash = (name: string) =>
    createHmac("sha256", secret)
      .update(name + ClientId)
      .digest("base64");
  const signIn = (SecretHash?: string) => signInByPassword(idp, { ClientId, Username: "ann", SecretHash });

  await expect(signIn(hash("ann"))).resolves.toHaveProperty("AuthenticationResult");
  await expect(signIn(hash("bob"))).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: `Unable to verify secret hash for client ${ClientId}`,
  });
  await expect(signIn()).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
  });
});

test("an unknown client is named", async () => {
  await using world = await poolWithAnn();

  await expect(signInByPassword(world.idp, { ClientId: "nosuchclient", Username: "ann" })).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "User pool client nosuchclient does not exist.",
  });
});
