import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  type CreateIdentityPoolCommandInput,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  SetIdentityPoolRolesCommand,
} from "@aws-sdk/client-cognito-identity";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";

import type { LocalAws } from "#local/index.ts";

import { annSignedIn, present } from "./cognito-setup.ts";

export function identityClient({ outputs }: LocalAws): CognitoIdentityClient {
  const { endpoints, region, admin } = outputs;
  return new CognitoIdentityClient({ endpoint: endpoints.aws, region, credentials: admin, maxAttempts: 1 });
}

/** The trust policy of a role for the people of an identity pool, as AWS's documentation has it. */
export function trustIn(identityPoolId: string, amr = "authenticated"): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: "cognito-identity.amazonaws.com" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { "cognito-identity.amazonaws.com:aud": identityPoolId },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr },
        },
      },
    ],
  };
}

/** Makes a role and returns its ARN. */
export async function createRole(
  { outputs }: LocalAws,
  RoleName: string,
  trust: object,
  policy?: object,
): Promise<string> {
  const { endpoints, region, admin } = outputs;
  const iam = new IAMClient({ endpoint: endpoints.aws, region, credentials: admin, maxAttempts: 1 });
  const made = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) }));
  if (policy) {
    const PolicyDocument = JSON.stringify(policy);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "permissions", PolicyDocument }));
  }
  return present(made.Role?.Arn, "Role.Arn");
}

/** Ann, signed in to a user pool whose ID tokens an identity pool takes. No roles are set. */
export async function annAtIdentityPool(settings: Partial<CreateIdentityPoolCommandInput> = {}) {
  const world = await annSignedIn();
  const { aws, poolId, ClientId, tokens } = world;
  const identity = identityClient(aws);
  const provider = `cognito-idp.ap-northeast-1.amazonaws.com/${poolId}`;
  const pool = await identity.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: "operators",
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: provider, ClientId }],
      ...settings,
    }),
  );
  const identityPoolId = present(pool.IdentityPoolId, "IdentityPoolId");
  const logins = (token = tokens.idToken) => ({ [provider]: token });
  const getId = async (Logins: Record<string, string> = logins()) => {
    const { IdentityId } = await identity.send(new GetIdCommand({ IdentityPoolId: identityPoolId, Logins }));
    return present(IdentityId, "IdentityId");
  };
  const getCredentials = (IdentityId: string, Logins: Record<string, string> = logins(), CustomRoleArn?: string) =>
    identity.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins, CustomRoleArn }));
  return { ...world, identity, provider, identityPoolId, logins, getId, getCredentials };
}

/** The same, with a role for everybody who signed in. */
export async function annWithRole(policy?: object) {
  const world = await annAtIdentityPool();
  const { aws, identity, identityPoolId } = world;
  const roleArn = await createRole(aws, "operator", trustIn(identityPoolId), policy);
  await identity.send(
    new SetIdentityPoolRolesCommand({ IdentityPoolId: identityPoolId, Roles: { authenticated: roleArn } }),
  );
  return { ...world, roleArn };
}
