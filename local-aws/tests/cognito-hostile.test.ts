import * as fc from "fast-check";
import { expect, test } from "vitest";

import { isRecord } from "#local/wire/record.ts";

import { annAtIdentityPool } from "./cognito-identity-setup.ts";

/** The operations that anybody may call, with the names of their members. */
const unsigned: Readonly<Record<string, readonly string[]>> = {
  "AWSCognitoIdentityProviderService.InitiateAuth": ["AuthFlow", "ClientId", "AuthParameters"],
  "AWSCognitoIdentityProviderService.RespondToAuthChallenge": [
    "ClientId",
    "ChallengeName",
    "Session",
    "ChallengeResponses",
  ],
  "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken": ["RefreshToken", "ClientId", "ClientSecret"],
  "AWSCognitoIdentityProviderService.RevokeToken": ["Token", "ClientId", "ClientSecret"],
  "AWSCognitoIdentityProviderService.GetUser": ["AccessToken"],
  "AWSCognitoIdentityProviderService.GlobalSignOut": ["AccessToken"],
  "AWSCognitoIdentityProviderService.ChangePassword": ["PreviousPassword", "ProposedPassword", "AccessToken"],
  "AWSCognitoIdentityService.GetId": ["IdentityPoolId", "Logins", "AccountId"],
  "AWSCognitoIdentityService.GetCredentialsForIdentity": ["IdentityId", "Logins", "CustomRoleArn"],
};

test("nothing that a stranger sends is answered by a fault, or by tokens", async () => {
  await using world = await annAtIdentityPool();
  const { aws, ClientId, identityPoolId, provider, tokens } = world;
  // True names and tokens among the nonsense, so that it gets past the first check.
  const believable = fc.constantFrom(
    ClientId,
    identityPoolId,
    await world.getId(),
    tokens.refreshToken.slice(0, 40),
    tokens.idToken.replace(/\.[^.]*$/, ".AAAA"),
    "USER_SRP_AUTH",
    "USER_PASSWORD_AUTH",
    "REFRESH_TOKEN_AUTH",
    "PASSWORD_VERIFIER",
    "NEW_PASSWORD_REQUIRED",
    "ann",
    "Mon Jan 5 03:04:05 UTC 2026",
    "x".repeat(3000),
    "\u0000",
    "\ud800",
  );
  const name = fc.constantFrom(
    "USERNAME",
    "PASSWORD",
    "SRP_A",
    "REFRESH_TOKEN",
    "SECRET_HASH",
    "PASSWORD_CLAIM_SECRET_BLOCK",
    "PASSWORD_CLAIM_SIGNATURE",
    "TIMESTAMP",
    "NEW_PASSWORD",
    "userAttributes.__proto__",
    "__proto__",
    "constructor",
    provider,
  );
  const map = fc.array(fc.tuple(name, fc.oneof(believable, fc.string()))).map((entries) => Object.fromEntries(entries));
  const member = fc.oneof(believable, map, fc.string(), fc.jsonValue());
  const request = fc
    .constantFrom(...Object.entries(unsigned))
    .chain(([target, members]) =>
      fc.tuple(
        fc.constant(target),
        fc.record(Object.fromEntries(members.map((key) => [key, member])), { requiredKeys: [] }),
      ),
    );

  await fc.assert(
    fc.asyncProperty(request, async ([target, input]) => {
      const response = await fetch(aws.outputs.endpoints.aws, {
        method: "POST",
        headers: { "x-amz-target": target, "content-type": "application/x-amz-json-1.1" },
        body: JSON.stringify(input),
      });
      const body: unknown = await response.json();
      // An SRP challenge and the revoking of an unknown token are right answers to anybody.
      const harmless =
        isRecord(body) && (body["ChallengeName"] === "PASSWORD_VERIFIER" || Object.keys(body).length === 0);
      expect(harmless ? [200] : [400, 501]).toContain(response.status);
    }),
    { numRuns: 400 },
  );
}, 60_000);

test.each([
  ["no JSON", "{"],
  ["a list", "[]"],
  ["null", "null"],
  ["a tower of lists", `{"ClientId":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ["a tower of objects", `{"AuthParameters":${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}}`],
  ["half a letter", Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x7d])],
])("a body that is %s is refused as invalid", async (_what, body) => {
  await using world = await annAtIdentityPool();
  const response = await fetch(world.aws.outputs.endpoints.aws, {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" },
    body,
  });

  expect(response.status).toBe(400);
  await expect(response.json()).resolves.toMatchObject({ __type: "InvalidParameterException" });
});
