import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  paginateAdminListGroupsForUser,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { AttachPolicyCommand, DetachPolicyCommand, IoTClient, paginateListAttachedPolicies } from "@aws-sdk/client-iot";

/**
 * Attaches the IoT policy of the caller's group to the caller's identity. Everything it acts on comes from the request that API Gateway verified
 * (`requestContext.authorizer.iam`) and from the user pool; the body is not read, so nobody can ask for another policy or another identity.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html payload format 2.0
 */
export interface AttachEvent {
  readonly requestContext: {
    readonly authorizer?: { readonly iam?: { readonly cognitoIdentity?: CognitoIdentity | null } };
  };
}

interface CognitoIdentity {
  readonly identityId: string;
  readonly identityPoolId: string;
  readonly amr: readonly string[];
}

export interface AttachResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Group → IoT policy, the group with the most rights first: somebody in several groups gets the first. */
interface Settings {
  readonly identityPoolId: string;
  readonly userPoolId: string;
  readonly policyByGroup: readonly (readonly [group: string, policyName: string])[];
}

const iot = new IoTClient({});
const userPools = new CognitoIdentityProviderClient({});

export async function handler(event: AttachEvent): Promise<AttachResult> {
  const settings = readSettings(process.env);
  const identity = event.requestContext.authorizer?.iam?.cognitoIdentity;
  if (!identity || identity.identityPoolId !== settings.identityPoolId) {
    return refusal("NotAnOperator", "The request was not signed with credentials of the operators' identity pool.");
  }
  const sub = subOf(identity, settings.userPoolId);
  if (sub === undefined)
    return refusal("NotAnOperator", "The identity did not sign in through the operators' user pool.");

  const user = await lookUp(sub, settings.userPoolId);
  const wanted = settings.policyByGroup.find(([group]) => user.groups.has(group));
  const policyNames = settings.policyByGroup.map(([, policyName]) => policyName);
  await replacePolicies(identity.identityId, policyNames, wanted?.[1]);
  // Credentials outlive their user by up to an hour.
  if (user.state === "deleted") return refusal("UserDeleted", "The user does not exist any more.");
  if (user.state === "disabled") return refusal("UserDisabled", "The user is disabled.");
  if (!wanted) {
    const known = settings.policyByGroup.map(([group]) => group).join(", ");
    return refusal("NotAnOperator", `The user is in none of the groups ${known}.`);
  }
  const [group, policyName] = wanted;
  return answer(200, { identityId: identity.identityId, group, policyName });
}

/** The user's `sub`, from the entry that the identity pool writes for a user-pool login: `PROVIDER:CognitoSignIn:SUB`. */
function subOf({ amr }: CognitoIdentity, userPoolId: string): string | undefined {
  const login = amr.find(
    (entry) => entry.startsWith("cognito-idp.") && entry.includes(`/${userPoolId}:CognitoSignIn:`),
  );
  return login?.split(":").at(-1);
}

/** What the user pool knows of somebody now; the groups only of who may act. */
interface User {
  readonly state: "enabled" | "disabled" | "deleted";
  readonly groups: ReadonlySet<string>;
}

async function lookUp(sub: string, userPoolId: string): Promise<User> {
  const named = { UserPoolId: userPoolId, Username: sub };
  const groups = new Set<string>();
  try {
    const { Enabled } = await userPools.send(new AdminGetUserCommand(named));
    if (Enabled !== true) return { state: "disabled", groups };
    for await (const { Groups = [] } of paginateAdminListGroupsForUser({ client: userPools }, named))
      for (const { GroupName } of Groups) if (GroupName !== undefined) groups.add(GroupName);
    return { state: "enabled", groups };
  } catch (error) {
    if (error instanceof UserNotFoundException) return { state: "deleted", groups: new Set() };
    throw error;
  }
}

/** Leaves exactly `wanted` of the operators' policies attached; policies that are not the operators' are none of our business. */
async function replacePolicies(
  target: string,
  policyNames: readonly string[],
  wanted: string | undefined,
): Promise<void> {
  const attached = new Set<string>();
  for await (const { policies = [] } of paginateListAttachedPolicies({ client: iot }, { target }))
    for (const { policyName } of policies) if (policyName !== undefined) attached.add(policyName);
  const stale = policyNames.filter((name) => name !== wanted && attached.has(name));
  // What is taken away goes first: for a moment somebody may have too few rights, never too many.
  await Promise.all(stale.map((policyName) => iot.send(new DetachPolicyCommand({ policyName, target }))));
  if (wanted !== undefined && !attached.has(wanted))
    await iot.send(new AttachPolicyCommand({ policyName: wanted, target }));
}

function readSettings(env: NodeJS.ProcessEnv): Settings {
  const { IDENTITY_POOL_ID: identityPoolId, USER_POOL_ID: userPoolId, POLICY_BY_GROUP: policies } = env;
  if (!identityPoolId || !userPoolId || !policies) {
    throw new Error(
      "Set IDENTITY_POOL_ID, USER_POOL_ID and POLICY_BY_GROUP (group=policy,…; the group with the most rights first).",
    );
  }
  const policyByGroup = policies.split(",").map((pair) => {
    const [group, policyName] = pair.split("=");
    if (!group || !policyName) throw new Error(`POLICY_BY_GROUP: '${pair}' is not of the form group=policy.`);
    return [group, policyName] as const;
  });
  return { identityPoolId, userPoolId, policyByGroup };
}

function refusal(code: string, message: string): AttachResult {
  return answer(403, { code, message });
}

function answer(statusCode: number, body: Readonly<Record<string, string>>): AttachResult {
  return { statusCode, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}
