import {
  CreateIdentityPoolCommand,
  DeleteIdentitiesCommand,
  DeleteIdentityPoolCommand,
  DescribeIdentityCommand,
  DescribeIdentityPoolCommand,
  GetIdCommand,
  GetOpenIdTokenCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  ListIdentitiesCommand,
  ListIdentityPoolsCommand,
  UpdateIdentityPoolCommand,
} from "@aws-sdk/client-cognito-identity";
import { expect, test } from "vitest";

import { startLocalAws } from "#local/index.ts";

import { annAtIdentityPool, annWithRole, identityClient } from "./cognito-identity-setup.ts";
import { createClient, createPool, createUser, dataDirectory, idpClient, present, tokensOf } from "./cognito-setup.ts";

test("a person has one identity, however often and through whichever client of the pool he signs in", async () => {
  await using world = await annAtIdentityPool();
  const { idp, identity, identityPoolId, poolId, provider, who, logins, getId, ClientId } = world;
  const other = await createClient(idp, poolId);
  await identity.send(
    new UpdateIdentityPoolCommand({
      IdentityPoolId: identityPoolId,
      IdentityPoolName: "operators",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [ClientId, other.ClientId].map((client) => ({
        ProviderName: provider,
        ClientId: client,
      })),
    }),
  );
  await createUser(idp, poolId, "bob");

  const first = await getId();
  const again = await getId(logins((await tokensOf(idp, who)).idToken));
  const elsewhere = await getId(logins((await tokensOf(idp, { ...other, Username: "ann" })).idToken));
  const bob = await getId(logins((await tokensOf(idp, { ...who, Username: "bob" })).idToken));

  expect(first).toMatch(/^ap-northeast-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect([again, elsewhere]).toEqual([first, first]);
  expect(bob).not.toBe(first);
});

test("an identity outlives a restart on the same data", async () => {
  await using directory = await dataDirectory();
  const run = async (prepare: (aws: Awaited<ReturnType<typeof startLocalAws>>) => Promise<Record<string, string>>) => {
    await using aws = await startLocalAws({ port: 0, data: directory.path });
    const known = await prepare(aws);
    const { poolId = "", ClientId = "", IdentityPoolId = "" } = known;
    const { idToken } = await tokensOf(idpClient(aws), { ClientId, Username: "ann" });
    const Logins = { [`cognito-idp.ap-northeast-1.amazonaws.com/${poolId}`]: idToken };
    const { IdentityId } = await identityClient(aws).send(new GetIdCommand({ IdentityPoolId, Logins }));
    return { ...known, IdentityId };
  };
  const before = await run(async (aws) => {
    const poolId = await createPool(idpClient(aws));
    const { ClientId } = await createClient(idpClient(aws), poolId);
    await createUser(idpClient(aws), poolId, "ann");
    const { IdentityPoolId } = await identityClient(aws).send(
      new CreateIdentityPoolCommand({
        IdentityPoolName: "operators",
        AllowUnauthenticatedIdentities: false,
        CognitoIdentityProviders: [{ ProviderName: `cognito-idp.ap-northeast-1.amazonaws.com/${poolId}`, ClientId }],
      }),
    );
    return { poolId, ClientId, IdentityPoolId: present(IdentityPoolId) };
  });

  const after = await run(async () => ({ ...before, IdentityId: "" }));

  expect(after.IdentityId).toBe(before.IdentityId);
});

test("an identity is described with its provider, listed, and gone when it was deleted", async () => {
  await using world = await annAtIdentityPool();
  const { identity, identityPoolId, provider, getId } = world;
  const IdentityId = await getId();

  const described = await identity.send(new DescribeIdentityCommand({ IdentityId }));
  const listed = await identity.send(new ListIdentitiesCommand({ IdentityPoolId: identityPoolId, MaxResults: 10 }));

  expect(described).toMatchObject({ IdentityId, Logins: [provider] });
  expect(described.CreationDate).toBeInstanceOf(Date);
  expect(listed.Identities).toMatchObject([{ IdentityId, Logins: [provider] }]);
  await identity.send(new DeleteIdentitiesCommand({ IdentityIdsToDelete: [IdentityId] }));
  await expect(identity.send(new DescribeIdentityCommand({ IdentityId }))).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: `Identity '${IdentityId}' not found.`,
  });
  expect(await getId()).not.toBe(IdentityId);
});

test("a pool is described as it was made, and is gone when it was deleted", async () => {
  await using world = await annAtIdentityPool();
  const { identity, identityPoolId: IdentityPoolId, provider, ClientId, getId } = world;

  await expect(identity.send(new DescribeIdentityPoolCommand({ IdentityPoolId }))).resolves.toMatchObject({
    IdentityPoolId,
    IdentityPoolName: "operators",
    AllowUnauthenticatedIdentities: false,
    CognitoIdentityProviders: [{ ProviderName: provider, ClientId, ServerSideTokenCheck: false }],
  });
  await expect(identity.send(new ListIdentityPoolsCommand({ MaxResults: 1 }))).resolves.toMatchObject({
    IdentityPools: [{ IdentityPoolId, IdentityPoolName: "operators" }],
  });
  await identity.send(new DeleteIdentityPoolCommand({ IdentityPoolId }));
  await expect(getId()).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: `IdentityPool '${IdentityPoolId}' not found.`,
  });
});

test("who brings no login is a guest, whom the pool does not take", async () => {
  await using world = await annAtIdentityPool();

  await expect(world.getId({})).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: "Unauthenticated access is not supported for this identity pool.",
  });
});

test("guests of a pool that would take them, and developer identities, are not emulated", async () => {
  await using world = await annAtIdentityPool({
    AllowUnauthenticatedIdentities: true,
    DeveloperProviderName: "soracom",
  });
  const { identity, identityPoolId: IdentityPoolId, getId } = world;
  const notEmulated = { name: "NotEmulated" };
  const IdentityId = await getId();

  await expect(getId({})).rejects.toMatchObject(notEmulated);
  await expect(getId({ soracom: "001010123456789" })).rejects.toMatchObject(notEmulated);
  await expect(getId({ "cognito-identity.amazonaws.com": "x.y.z" })).rejects.toMatchObject(notEmulated);
  await expect(
    identity.send(new GetOpenIdTokenForDeveloperIdentityCommand({ IdentityPoolId, Logins: { soracom: "1" } })),
  ).rejects.toMatchObject(notEmulated);
  await expect(identity.send(new GetOpenIdTokenCommand({ IdentityId }))).rejects.toMatchObject(notEmulated);
});

test("nobody gets at the identity of another", async () => {
  await using world = await annWithRole();
  const { idp, poolId, who, logins, getId, getCredentials } = world;
  const annsId = await getId();
  await createUser(idp, poolId, "bob");
  const bob = logins((await tokensOf(idp, { ...who, Username: "bob" })).idToken);
  const noMatch = {
    name: "NotAuthorizedException",
    message: "Logins don't match. Please include at least one valid login for this identity or identity pool",
  };

  await expect(getCredentials(annsId, bob)).rejects.toMatchObject(noMatch);
  await getId(bob);
  await expect(getCredentials(annsId, bob)).rejects.toMatchObject(noMatch);
  await expect(getCredentials(annsId, {})).rejects.toMatchObject({
    name: "NotAuthorizedException",
    message: `Access to Identity '${annsId}' is forbidden.`,
  });
  await expect(getCredentials("ap-northeast-1:00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({
    name: "ResourceNotFoundException",
  });
});
