import { decide, type Decision, decideTrust, type NamedPolicy } from "#local/authz/decide.ts";
import type { Context } from "#local/authz/pattern.ts";
import { readPolicyDocument } from "#local/authz/policy-document.ts";
import type { Applicant } from "#local/authz/trusted-principals.ts";

import type { Credentials, SessionCredentials } from "./credentials.ts";
import type { Environment } from "./environment.ts";
import { type ManagedPolicies, openManagedPolicies } from "./managed-policies.ts";
import { policyReader } from "./policy-reader.ts";
import type { CognitoSession, Principal } from "./principal.ts";
import { openRoleRecords, type Role, type RoleRecords } from "./role-records.ts";

export type { Role } from "./role-records.ts";

/** What is asked of a role when somebody wants to act as it. */
interface Assumption {
  readonly role: Role;
  readonly applicant: Applicant;
  readonly action: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity";
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly cognito?: CognitoSession | undefined;
  /** The condition keys of the request. */
  readonly context: Context;
}

/** The roles of the account, and what may be done as one of them. */
export interface Roles extends RoleRecords {
  readonly managed: ManagedPolicies;
  /** Whether the role's trust policy lets the applicant in. */
  mayAssume(assumption: Assumption): Decision;
  /** Credentials of a session of the role; ask `mayAssume` first. */
  open(assumption: Assumption): SessionCredentials;
  /** What IAM says to `principal`. */
  decide(principal: Principal, action: string, resource: string, context: Context): Decision;
}

type Needs = Pick<Environment, "store" | "clock" | "ids" | "accountId"> & { readonly credentials: Credentials };

export function openRoles(needs: Needs): Roles {
  const managed = openManagedPolicies(needs);
  const records = openRoleRecords({ ...needs, managed });
  const read = policyReader();

  const policiesOf = (principal: Principal): readonly NamedPolicy[] => {
    if (principal.kind === "user") return [administrator];
    const role = records.byName.get(principal.roleName);
    // Not the role that was deleted and made again under the same name.
    if (!role || !principal.principalId.startsWith(`${role.id}:`)) return [];
    const inline = Object.entries(role.inlinePolicies).map(([name, document]) => ({
      name: `inline policy ${name} of role ${role.name}`,
      document: read(document, "identity"),
    }));
    const attached = role.attachedPolicies.flatMap((arn) => {
      const policy = managed.byArn.get(arn);
      if (!policy) return [];
      return [{ name: `policy ${policy.name} of role ${role.name}`, document: read(policy.document, "identity") }];
    });
    return [...inline, ...attached];
  };

  return {
    ...records,
    managed,
    mayAssume: ({ role, applicant, action, context }) =>
      decideTrust({ name: `trust policy of role ${role.name}`, document: read(role.trustPolicy, "trust") }, applicant, {
        action,
        context,
      }),
    open: ({ role, sessionName, durationSeconds, cognito }) =>
      needs.credentials.issue(
        {
          kind: "role",
          arn: `arn:aws:sts::${needs.accountId}:assumed-role/${role.name}/${sessionName}`,
          principalId: `${role.id}:${sessionName}`,
          roleName: role.name,
          cognito,
          context: {},
        },
        durationSeconds,
      ),
    decide: (principal, action, resource, context) => decide(policiesOf(principal), { action, resource, context }),
  };
}

/** The account has one user, its administrator; every other principal is a session of a role. */
const administrator: NamedPolicy = {
  name: "AdministratorAccess",
  document: readPolicyDocument(
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    "identity",
  ),
};
