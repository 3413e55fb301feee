import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";

import { CognitoIdentityClient, GetIdCommand } from "@aws-sdk/client-cognito-identity";
import { InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AttachPolicyCommand, CreatePolicyVersionCommand } from "@aws-sdk/client-iot";
import { expect } from "@playwright/test";

import type { Admin, Person } from "./admin.ts";
import type { World } from "./open-world.ts";

/** Somebody in the group `operator` with a role and an IoT policy that are theirs alone. */
export interface Limited extends Person {
  readonly identityId: string;
  readonly roleName: string;
  readonly policyName: string;
  /** Gives role and IoT policy all that an operator has, and `more` to the role. */
  mend(more?: readonly object[]): Promise<void>;
  /** Takes the named statements out of the IoT policy. */
  lose(iot: readonly string[]): Promise<void>;
}

/** Sids of `infra/policies/console-operator.*.json`. */
interface Lacking {
  readonly role?: readonly string[];
  readonly iot?: readonly string[];
  /** What the IoT policy allows beside the statements that are left. */
  readonly instead?: readonly (readonly [action: string, resource: string])[];
  /** The IoT policy is there, and attached to nobody. */
  readonly unattached?: true;
}

/** Creates somebody who lacks the named statements. Their IoT policy counts where config.json has the route `none`: the backend would attach another one. */
export async function createLimited(
  world: World,
  { role = [], iot = [], instead = [], unattached }: Lacking,
): Promise<Limited> {
  const { admin } = world;
  const { group, roleName } = await admin.createGroup({ Statement: rights(world, "role", role) });
  const person = await admin.createPerson(["operator", group]);
  const { region, accountId } = world.aws.outputs;
  const allowed = instead.map(([Action, resource]) => {
    return { Effect: "Allow", Action, Resource: `arn:aws:iot:${region}:${accountId}:${resource}` };
  });
  const policyName = await admin.createIotPolicy([...rights(world, "iot", iot), ...allowed]);
  const identityId = await identityOf(world, person);
  if (!unattached) await admin.iot.send(new AttachPolicyCommand({ policyName, target: identityId }));
  const write = async (without: readonly string[] = []) => {
    const policyDocument = JSON.stringify({ Version: "2012-10-17", Statement: rights(world, "iot", without) });
    await admin.iot.send(new CreatePolicyVersionCommand({ policyName, policyDocument, setAsDefault: true }));
  };
  return {
    ...person,
    identityId,
    roleName,
    policyName,
    lose: write,
    mend: async (more = []) => {
      await permit(admin, roleName, [...rights(world, "role"), ...more]);
      await write();
    },
  };
}

/** What an operator may do, as infra/policies has it, without some statements. */
function rights(world: World, kind: "role" | "iot", without: readonly string[] = []): readonly object[] {
  const { region, accountId } = world.aws.outputs;
  const file = new URL(`../infra/policies/console-operator.${kind}.json`, import.meta.url);
  const source = readFileSync(file, "utf8").replaceAll("{region}", region).replaceAll("{account}", accountId);
  const { Statement: all }: { readonly Statement: readonly { readonly Sid?: string }[] } = JSON.parse(source);
  expect(all.map(({ Sid }) => Sid)).toEqual(expect.arrayContaining([...without]));
  return all.filter(({ Sid }) => Sid === undefined || !without.includes(Sid));
}

async function permit({ iam }: Admin, roleName: string, Statement: readonly object[]): Promise<void> {
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.send(new PutRolePolicyCommand({ RoleName: roleName, PolicyName: roleName, PolicyDocument }));
}

/** The identity that the pool has for somebody, for ever. */
async function identityOf({ admin, aws }: World, { username, password }: Person): Promise<string> {
  const { userPool, identityPool, region, endpoints } = aws.outputs;
  const { backendClientId: ClientId = "", backendClientSecret = "" } = userPool ?? {};
  const SECRET_HASH = createHmac("sha256", backendClientSecret).update(`${username}${ClientId}`).digest("base64");
  const { AuthenticationResult: tokens } = await admin.userPools.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH },
    }),
  );
  const anybody = new CognitoIdentityClient({ region, endpoint: endpoints.aws, credentials: aws.outputs.admin });
  const Logins = { [`cognito-idp.${region}.amazonaws.com/${admin.userPoolId}`]: tokens?.IdToken ?? "" };
  const { IdentityId = "" } = await anybody.send(new GetIdCommand({ IdentityPoolId: identityPool?.id, Logins }));
  anybody.destroy();
  return IdentityId;
}

/** The embedded AWS said on its terminal, in one line, who was refused what, and why. */
export async function expectTold({ told }: World, ...parts: readonly string[]): Promise<void> {
  const line = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*");
  await expect.poll(() => told).toContainEqual(expect.stringMatching(line));
}
