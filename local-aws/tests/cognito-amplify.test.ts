import {
  AdminAddUserToGroupCommand,
  AdminUserGlobalSignOutCommand,
  CreateGroupCommand,
  GetUserCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { SetIdentityPoolRolesCommand } from "@aws-sdk/client-cognito-identity";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { Amplify } from "aws-amplify";
import { confirmSignIn, fetchAuthSession, getCurrentUser, signIn, signOut, updatePassword } from "aws-amplify/auth";
import { cognitoUserPoolsTokenProvider } from "aws-amplify/auth/cognito";
import { sharedInMemoryStorage } from "aws-amplify/utils";
import { expect, test } from "vitest";

import { annAtIdentityPool, createRole, trustIn } from "./cognito-identity-setup.ts";
import { createUser, goodPassword, present, refresh, signInByPassword } from "./cognito-setup.ts";

// Amplify is one for the whole process, so these tests run one after the other, each against an embedded AWS of its own.

/** Amplify, configured as the console configures it. */
async function amplified() {
  const world = await annAtIdentityPool();
  const { aws, identity, idp, poolId, ClientId, identityPoolId } = world;
  const authenticated = await createRole(aws, "operator", trustIn(identityPoolId));
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles: { authenticated } }));
  await idp.send(new CreateGroupCommand({ UserPoolId: poolId, GroupName: "operator" }));
  await idp.send(new AdminAddUserToGroupCommand({ UserPoolId: poolId, Username: "ann", GroupName: "operator" }));
  const endpoint = aws.outputs.endpoints.aws;
  Amplify.configure({
    Auth: {
      Cognito: {
        userPoolId: poolId,
        userPoolClientId: ClientId,
        userPoolEndpoint: endpoint,
        identityPoolId,
        identityPoolEndpoint: endpoint,
        allowGuestAccess: false,
      },
    },
  });
  cognitoUserPoolsTokenProvider.setKeyValueStorage(sharedInMemoryStorage);
  const close = async () => {
    // Amplify keeps what it knows for the whole process.
    await signOut();
    await world[Symbol.asyncDispose]();
  };
  return { ...world, [Symbol.asyncDispose]: close };
}

/** What Amplify keeps of Ann under `name`. */
function kept(ClientId: string, name: "accessToken" | "refreshToken"): Promise<string | null> {
  return sharedInMemoryStorage.getItem(`CognitoIdentityServiceProvider.${ClientId}.ann.${name}`);
}

test("Amplify signs in by SRP and gets tokens and the credentials of a role", async () => {
  await using world = await amplified();
  const { aws, sub } = world;

  const { nextStep } = await signIn({ username: "ann", password: goodPassword });
  const session = await fetchAuthSession();

  expect(nextStep.signInStep).toBe("DONE");
  expect(session.userSub).toBe(sub);
  expect(session.tokens?.idToken?.payload["cognito:groups"]).toEqual(["operator"]);
  expect(session.identityId).toBe(await world.getId());
  const sts = new STSClient({
    endpoint: aws.outputs.endpoints.aws,
    region: aws.outputs.region,
    credentials: present(session.credentials, "credentials"),
  });
  await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toMatchObject({
    Arn: "arn:aws:sts::000000000000:assumed-role/operator/CognitoIdentityCredentials",
  });
  await expect(getCurrentUser()).resolves.toMatchObject({ username: "ann", userId: sub });
});

test("Amplify cannot tell a wrong password from an unknown user", async () => {
  await using world = await amplified();
  const incorrect = { name: "NotAuthorizedException", message: "Incorrect username or password." };

  await expect(signIn({ username: world.who.Username, password: "Wrong-password-1" })).rejects.toMatchObject(incorrect);
  await expect(signIn({ username: "nobody", password: "Wrong-password-1" })).rejects.toMatchObject(incorrect);
});

test("Amplify takes a newcomer through the new password", async () => {
  await using world = await amplified();
  const { idp, poolId } = world;
  await createUser(idp, poolId, "newcomer", { TemporaryPassword: "Temporary-1" });

  const { nextStep } = await signIn({ username: "newcomer", password: "Temporary-1" });

  expect(nextStep).toMatchObject({
    signInStep: "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED",
    missingAttributes: [],
  });
  await expect(confirmSignIn({ challengeResponse: "short" })).rejects.toMatchObject({
    name: "InvalidPasswordException",
  });
  await expect(confirmSignIn({ challengeResponse: "My-own-choice-1" })).resolves.toMatchObject({ isSignedIn: true });
  await expect(getCurrentUser()).resolves.toMatchObject({ username: "newcomer" });
});

test("Amplify renews the tokens when it is told to, and keeps the identity", async () => {
  await using world = await amplified();
  await signIn({ username: "ann", password: goodPassword });
  const before = await fetchAuthSession();

  const after = await fetchAuthSession({ forceRefresh: true });

  expect(after.tokens?.accessToken.payload.jti).not.toBe(before.tokens?.accessToken.payload.jti);
  expect(after.tokens?.accessToken.payload["origin_jti"]).toBe(before.tokens?.accessToken.payload["origin_jti"]);
  expect(after.identityId).toBe(before.identityId);
  expect(after.identityId).toBe(await world.getId());
  expect(after.credentials?.accessKeyId).not.toBe(before.credentials?.accessKeyId);
});

test("Amplify's sign-out revokes what it had", async () => {
  await using world = await amplified();
  const { idp, ClientId } = world;
  await signIn({ username: "ann", password: goodPassword });
  const refreshToken = (await kept(ClientId, "refreshToken")) ?? "";
  const AccessToken = (await kept(ClientId, "accessToken")) ?? "";
  await expect(idp.send(new GetUserCommand({ AccessToken }))).resolves.toHaveProperty("Username", "ann");

  await signOut();

  await expect(refresh(idp, ClientId, refreshToken)).rejects.toMatchObject({
    message: "Refresh Token has been revoked",
  });
  await expect(idp.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
    message: "Access Token has been revoked",
  });
  expect(await kept(ClientId, "refreshToken")).toBeNull();
});

test("Amplify signs out by itself when the user was signed out everywhere", async () => {
  await using world = await amplified();
  const { idp, poolId, ClientId } = world;
  await signIn({ username: "ann", password: goodPassword });
  await idp.send(new AdminUserGlobalSignOutCommand({ UserPoolId: poolId, Username: "ann" }));

  const session = await fetchAuthSession({ forceRefresh: true }).catch((error: unknown) => error);

  expect(session).not.toHaveProperty("tokens.idToken");
  expect(await kept(ClientId, "refreshToken")).toBeNull();
});

test("Amplify changes a password", async () => {
  await using world = await amplified();
  const { idp, who } = world;
  await signIn({ username: "ann", password: goodPassword });

  await updatePassword({ oldPassword: goodPassword, newPassword: "Another-one-2" });

  await expect(signInByPassword(idp, { ...who, Password: "Another-one-2" })).resolves.toHaveProperty(
    "AuthenticationResult",
  );
  await expect(signInByPassword(idp, who)).rejects.toMatchObject({ message: "Incorrect username or password." });
});
