import { decide, type Decision, decideTrust, type NamedPolicy } from "#local/authz/decide.ts";
import type { Context } from "#local/authz/pattern.ts";
import { type PolicyDocument, readPolicyDocument } from "#local/authz/policy-document.ts";
import type { Applicant } from "#local/authz/trusted-principals.ts";

import type { Credentials, SessionCredentials } from "./credentials.ts";
import type { CognitoSession, Principal } from "./principal.ts";
import type { Store, Table } from "./store.ts";

/** An IAM role. Documents are kept as they were given, and read when they are first needed. */
export interface Role {
  readonly name: string;
  readonly arn: string;
  /** `AROA…`. */
  readonly id: string;
  readonly path: string;
  readonly description: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly maxSessionSeconds: number;
  readonly trustPolicy: string;
  /** Inline policies: name → document. */
  readonly inlinePolicies: Readonly<Record<string, string>>;
  /** ARNs of managed policies. */
  readonly attachedPolicies: readonly string[];
}

/** A customer-managed IAM policy. */
export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly document: string;
  readonly createdAt: number;
}

/** What is asked of a role when somebody wants to act as it. */
export interface Assumption {
  readonly role: Role;
  readonly applicant: Applicant;
  readonly action: "sts:AssumeRole" | "sts:AssumeRoleWithWebIdentity";
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly cognito?: CognitoSession | undefined;
  /** The condition keys of the request. */
  readonly context: Context;
}

export interface Roles {
  /** Role name → role. */
  readonly byName: Table<Role>;
  /** ARN → managed policy. */
  readonly managed: Table<ManagedPolicy>;
  byArn(arn: string): Role | undefined;
  /** Whether the role's trust policy lets the applicant in. */
  mayAssume(assumption: Assumption): Decision;
  /** Credentials of a session of the role; ask `mayAssume` first. */
  open(assumption: Assumption): SessionCredentials;
  /** What IAM says to `principal`. */
  decide(principal: Principal, action: string, resource: string, context: Context): Decision;
}

export function openRoles(needs: {
  readonly store: Store;
  readonly credentials: Credentials;
  readonly accountId: string;
}): Roles {
  const byName = needs.store.table<Role>("iam-roles");
  const managed = needs.store.table<ManagedPolicy>("iam-policies");
  const read = documentReader();

  const policiesOf = (principal: Principal): readonly NamedPolicy[] => {
    if (principal.kind === "user") return [administrator];
    const role = byName.get(principal.roleName);
    if (!role) return [];
    const inline = Object.entries(role.inlinePolicies).map(([name, document]) => ({
      name: `inline policy ${name} of role ${role.name}`,
      document: read(document, "identity"),
    }));
    const attached = role.attachedPolicies.flatMap((arn) => {
      const policy = managed.get(arn);
      return policy
        ? [{ name: `policy ${policy.name} of role ${role.name}`, document: read(policy.document, "identity") }]
        : [];
    });
    return [...inline, ...attached];
  };

  return {
    byName,
    managed,
    byArn: (arn) => {
      const role = byName.get(arn.slice(arn.lastIndexOf("/") + 1));
      return role?.arn === arn ? role : undefined;
    },
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

/** Reads each document once; the same text is the same document. */
export function documentReader() {
  const known = new Map<string, PolicyDocument>();
  return (source: string, kind: "identity" | "iot" | "trust"): PolicyDocument => {
    const key = `${kind} ${source}`;
    const seen = known.get(key);
    if (seen) return seen;
    const document = readPolicyDocument(source, kind);
    known.set(key, document);
    return document;
  };
}
