import type { Account } from "#local/account/account.ts";
import type { SessionCredentials } from "#local/account/credentials.ts";
import type { Identity } from "#local/account/identity-pools/identities.ts";
import type { IdentityPool } from "#local/account/identity-pools/pools.ts";
import { cognitoContext } from "#local/account/principal.ts";
import { explain } from "#local/authz/decide.ts";
import type { HttpRequest } from "#local/wire/http.ts";

import { chooseRole, type RoleChoice } from "./choose-role.ts";
import type { VerifiedLogin } from "./login-token.ts";
import { badConfiguration, notAuthorized } from "./refusals.ts";

const credentialsSeconds = 3600;

export interface Applicant {
  readonly pool: IdentityPool;
  readonly identity: Identity;
  readonly logins: readonly VerifiedLogin[];
  readonly customRoleArn: string | undefined;
  readonly request: HttpRequest;
}

/**
 * The enhanced flow: Cognito finds the role and assumes it for the identity, if the role's trust policy lets it.
 * @throws NotAuthorizedException, InvalidIdentityPoolConfigurationException
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html
 */
export function openCredentials(
  { roles, tell, clock }: Pick<Account, "roles" | "tell" | "clock">,
  applicant: Applicant,
): SessionCredentials {
  const { pool, identity, logins, request } = applicant;
  const roleArn = requireRoleArn(applicant);
  const refuse = (why: string) => {
    tell(`refused credentials of ${roleArn} to identity ${identity.id}: ${why}`);
    return badConfiguration();
  };
  const role = roles.byArn(roleArn);
  if (!role) throw refuse("there is no such role");
  const cognito = { identityId: identity.id, identityPoolId: pool.id, amr: amrOf(logins) };
  const context = new Map([
    ...cognitoContext(cognito),
    ["aws:sourceip", [request.origin.ip]],
    ["aws:currenttime", [new Date(clock.now()).toISOString()]],
    ["aws:epochtime", [String(Math.floor(clock.now() / 1000))]],
  ] as const);
  const assumption = {
    role,
    applicant: { type: "Federated", name: "cognito-identity.amazonaws.com" },
    action: "sts:AssumeRoleWithWebIdentity",
    sessionName: "CognitoIdentityCredentials",
    durationSeconds: credentialsSeconds,
    cognito,
    context,
  } as const;
  const decision = roles.mayAssume(assumption);
  if (!decision.allowed) throw refuse(explain(decision));
  return roles.open(assumption);
}

/** As the token that Cognito shows to STS has it: that somebody signed in, where, and who. */
function amrOf(logins: readonly VerifiedLogin[]): readonly string[] {
  const providers = logins.flatMap(({ provider, subject }) => [provider, `${provider}:CognitoSignIn:${subject}`]);
  return ["authenticated", ...providers];
}

function requireRoleArn({ pool, identity, logins, customRoleArn }: Applicant): string {
  const mapped = logins.find(({ provider, clientId }) => Object.hasOwn(pool.roleMappings, `${provider}:${clientId}`));
  const key = mapped && `${mapped.provider}:${mapped.clientId}`;
  const choice: RoleChoice = chooseRole({
    mapping: key === undefined ? undefined : pool.roleMappings[key],
    authenticated: pool.roles.authenticated,
    claims: mapped?.claims ?? {},
    customRoleArn,
  });
  if (typeof choice === "object") return choice.roleArn;
  if (choice === "denied")
    throw notAuthorized(`The ambiguous role mapping rules for: ${key ?? ""} denied this request.`);
  if (choice === "forbidden")
    throw notAuthorized(`Access to Role '${customRoleArn ?? ""}' is forbidden for Identity '${identity.id}'.`);
  throw badConfiguration();
}
