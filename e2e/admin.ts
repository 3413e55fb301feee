import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { CreateRoleCommand, GetRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreatePolicyCommand, CreateThingCommand, DeleteThingCommand, IoTClient } from "@aws-sdk/client-iot";
import { DeleteThingShadowCommand, IoTDataPlaneClient, UpdateThingShadowCommand } from "@aws-sdk/client-iot-data-plane";

import type { Outputs } from "#local/index.ts";

/** Somebody who can sign in. */
export interface Person {
  readonly username: string;
  readonly password: string;
}

/** What an administrator of the account does, by AWS's own clients. */
export interface Admin extends Disposable {
  readonly userPoolId: string;
  readonly userPools: CognitoIdentityProviderClient;
  readonly iot: IoTClient;
  readonly iam: IAMClient;
  /** Somebody new, whom no other test knows; with a temporary password, if it says so. */
  createPerson(groups: readonly string[], how?: { readonly temporary: true }): Promise<Person>;
  /** A group whose role counts for its members whatever other group they are in, with the role's permissions. */
  createGroup(permissions: object): Promise<{ readonly group: string; readonly roleName: string }>;
  /** An AWS IoT policy with these statements. */
  createIotPolicy(statements: readonly object[]): Promise<string>;
  registerThings(names: readonly string[], attributes?: Readonly<Record<string, string>>): Promise<void>;
  forgetThings(names: readonly string[]): Promise<void>;
  updateShadow(thingName: string, state: object): Promise<void>;
}

const password = "Yagura-test-1";

export function openAdmin({ endpoints, region, admin, userPool }: Outputs): Admin {
  const reached = { region, endpoint: endpoints.aws, credentials: admin };
  const userPools = new CognitoIdentityProviderClient(reached);
  const [iot, iam, shadows] = [new IoTClient(reached), new IAMClient(reached), new IoTDataPlaneClient(reached)];
  const userPoolId = userPool?.id ?? "";
  let made = 0;
  const freshName = (kind: string) => `${kind}${++made}`;

  return {
    userPoolId,
    userPools,
    iot,
    iam,
    createPerson: async (groups, how) => {
      const named = { UserPoolId: userPoolId, Username: freshName("person") };
      await userPools.send(new AdminCreateUserCommand({ ...named, MessageAction: "SUPPRESS" }));
      await userPools.send(
        new AdminSetUserPasswordCommand({ ...named, Password: password, Permanent: !how?.temporary }),
      );
      await Promise.all(
        groups.map((GroupName) => userPools.send(new AdminAddUserToGroupCommand({ ...named, GroupName }))),
      );
      return { username: named.Username, password };
    },
    createGroup: async (permissions) => {
      const [group, roleName] = [freshName("group"), freshName("role")];
      const { Role: model } = await iam.send(new GetRoleCommand({ RoleName: "yagura-operator" }));
      const AssumeRolePolicyDocument = decodeURIComponent(model?.AssumeRolePolicyDocument ?? "");
      const { Role } = await iam.send(new CreateRoleCommand({ RoleName: roleName, AssumeRolePolicyDocument }));
      await iam.send(
        new PutRolePolicyCommand({
          RoleName: roleName,
          PolicyName: roleName,
          PolicyDocument: JSON.stringify({ Version: "2012-10-17", ...permissions }),
        }),
      );
      await userPools.send(
        // The lowest precedence is the first: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
        new CreateGroupCommand({ UserPoolId: userPoolId, GroupName: group, RoleArn: Role?.Arn, Precedence: 0 }),
      );
      return { group, roleName };
    },
    createIotPolicy: async (statements) => {
      const policyName = freshName("policy");
      const policyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements });
      await iot.send(new CreatePolicyCommand({ policyName, policyDocument }));
      return policyName;
    },
    registerThings: async (names, attributes = {}) => {
      const register = (thingName: string) =>
        iot.send(new CreateThingCommand({ thingName, attributePayload: { attributes } }));
      for (let from = 0; from < names.length; from += 50) {
        // Fifty at a time, as an account would bear it.
        await Promise.all(names.slice(from, from + 50).map(register));
      }
    },
    forgetThings: async (names) => {
      await Promise.all(
        names.map(async (thingName) => {
          await shadows.send(new DeleteThingShadowCommand({ thingName })).catch(unlessMissing);
          await iot.send(new DeleteThingCommand({ thingName }));
        }),
      );
    },
    updateShadow: async (thingName, state) => {
      const payload = new TextEncoder().encode(JSON.stringify({ state }));
      await shadows.send(new UpdateThingShadowCommand({ thingName, payload }));
    },
    [Symbol.dispose]: () => {
      for (const client of [userPools, iot, iam, shadows]) client.destroy();
    },
  };
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
}
