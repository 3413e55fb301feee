import { SetIdentityPoolRolesCommand, UpdateIdentityPoolCommand } from "@aws-sdk/client-cognito-identity";
import { expect, test } from "vitest";

import { annAtIdentityPool, createRole, trustIn } from "./cognito-identity-setup.ts";
import { createClient, goodPassword, present } from "./cognito-setup.ts";
import { pythonsWith, runTool } from "./tools.ts";

// Old and new versions of botocore sign and send differently, so each that this machine has is tried.
const pythons = await pythonsWith("boto3");

/** Ann, at a pool whose identity pool knows only a confidential client. */
async function annAtBackEnd() {
  const world = await annAtIdentityPool();
  const { aws, idp, identity, poolId, provider, identityPoolId: IdentityPoolId } = world;
  const { ClientId, ClientSecret } = await createClient(idp, poolId, { GenerateSecret: true });
  await identity.send(
    new UpdateIdentityPoolCommand({
      IdentityPoolId,
      IdentityPoolName: "operators",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId }],
    }),
  );
  const authenticated = await createRole(aws, "operator", trustIn(IdentityPoolId));
  await identity.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: { authenticated } }));
  const parameters = {
    userPoolId: poolId,
    identityPoolId: IdentityPoolId,
    clientId: ClientId,
    clientSecret: present(ClientSecret),
    username: "ann",
    password: goodPassword,
  };
  const run = async (python: string, changes: Partial<typeof parameters> = {}) => {
    const script = new URL("cognito-seed.py", import.meta.url).pathname;
    const ran = await runTool(aws, python, [script, JSON.stringify({ ...parameters, ...changes })]);
    if (ran.code !== 0) throw new Error(`The script ended with ${ran.code}: ${ran.stderr}`);
    const said: unknown = JSON.parse(ran.stdout);
    return said;
  };
  return { ...world, run };
}

test.each(pythons)("boto3 $version signs in with a client's secret and gets credentials", async ({ command }) => {
  await using world = await annAtBackEnd();

  const said = await world.run(command);

  expect(said).toEqual({
    identityId: expect.stringMatching(/^ap-northeast-1:[0-9a-f-]{36}$/) as unknown,
    arn: "arn:aws:sts::000000000000:assumed-role/operator/CognitoIdentityCredentials",
    expiration: expect.closeTo((world.clock.now() + 3_600_000) / 1000, -1) as unknown,
  });
});

test.each(pythons)("boto3 $version hears why it may not", async ({ command }) => {
  await using world = await annAtBackEnd();

  expect(await world.run(command, { password: "Wrong-1" })).toEqual({
    error: "NotAuthorizedException",
    message: "Incorrect username or password.",
  });
  expect(await world.run(command, { clientSecret: "wrong" })).toEqual({
    error: "NotAuthorizedException",
    message: expect.stringContaining("Unable to verify secret hash for client") as unknown,
  });
  expect(await world.run(command, { userPoolId: "ap-northeast-1_Another00" })).toEqual({
    error: "NotAuthorizedException",
    message: "Logins don't match. Please include at least one valid login for this identity or identity pool",
  });
});
