import { AwsError } from "#local/wire/errors.ts";

import type { Environment } from "./environment.ts";
import { requireIamPolicyDocument, requireRoom } from "./iam-policy-document.ts";
import { upperAlphanumeric } from "./ids.ts";
import type { ManagedPolicies } from "./managed-policies.ts";
import type { Table } from "./store.ts";

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

interface NewRole {
  readonly name: string;
  readonly trustPolicy: string;
  readonly path?: string | undefined;
  readonly description?: string | undefined;
  readonly maxSessionSeconds?: number | undefined;
  /** Inline policies to begin with: name → document. */
  readonly inlinePolicies?: Readonly<Record<string, string>> | undefined;
}

/** Making and changing roles. All throw NoSuchEntity for a role that does not exist. */
export interface RoleRecords {
  /** Role name → role. */
  readonly byName: Table<Role>;
  byArn(arn: string): Role | undefined;
  require(name: string): Role;
  /** @throws EntityAlreadyExists, MalformedPolicyDocument, LimitExceeded */
  create(role: NewRole): Role;
  update(name: string, changes: Partial<Pick<Role, "description" | "maxSessionSeconds">>): void;
  /** @throws MalformedPolicyDocument, LimitExceeded */
  setTrustPolicy(name: string, document: string): void;
  /** @throws DeleteConflict */
  delete(name: string): void;
  /** @throws NoSuchEntity */
  requireInline(name: string, policyName: string): string;
  /** @throws MalformedPolicyDocument, LimitExceeded */
  putInline(name: string, policyName: string, document: string): void;
  /** @throws NoSuchEntity */
  deleteInline(name: string, policyName: string): void;
  /** @throws NoSuchEntity, LimitExceeded */
  attach(name: string, policyArn: string): void;
  /** @throws NoSuchEntity */
  detach(name: string, policyArn: string): void;
  /** The names of the roles to which a managed policy is attached. */
  holdersOf(policyArn: string): readonly string[];
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const limits = { trust: 2048, inline: 10_240, attached: 10 };

type Needs = Pick<Environment, "store" | "clock" | "ids" | "accountId"> & { readonly managed: ManagedPolicies };

export function openRoleRecords({ store, clock, ids, accountId, managed }: Needs): RoleRecords {
  const byName = store.table<Role>("iam-roles");

  const requireRole = (name: string): Role => {
    const role = byName.get(name);
    if (role) return role;
    throw noSuch(`The role with name ${name} cannot be found.`);
  };
  const change = (name: string, changes: Partial<Role>) => byName.set(name, { ...requireRole(name), ...changes });
  const requireInline = (name: string, policyName: string): string => {
    const { inlinePolicies } = requireRole(name);
    const document = Object.hasOwn(inlinePolicies, policyName) ? inlinePolicies[policyName] : undefined;
    if (document !== undefined) return document;
    throw noSuch(`The role policy with name ${policyName} cannot be found.`);
  };
  const records: RoleRecords = {
    byName,
    byArn: (arn) => {
      const role = byName.get(arn.slice(arn.lastIndexOf("/") + 1));
      return role?.arn === arn ? role : undefined;
    },
    require: requireRole,
    create: ({ name, trustPolicy, path = "/", description, maxSessionSeconds = 3600, inlinePolicies = {} }) => {
      if (byName.has(name)) {
        throw new AwsError(409, "EntityAlreadyExists", `Role with name ${name} already exists.`);
      }
      requireTrust(trustPolicy);
      const role: Role = {
        name,
        arn: `arn:aws:iam::${accountId}:role${path}${name}`,
        id: `AROA${ids.pick(upperAlphanumeric, 17)}`,
        path,
        description,
        createdAt: clock.now(),
        maxSessionSeconds,
        trustPolicy,
        inlinePolicies: {},
        attachedPolicies: [],
      };
      byName.set(name, role);
      for (const [policyName, document] of Object.entries(inlinePolicies))
        records.putInline(name, policyName, document);
      return requireRole(name);
    },
    update: (name, changes) => change(name, changes),
    setTrustPolicy: (name, trustPolicy) => {
      requireTrust(trustPolicy);
      change(name, { trustPolicy });
    },
    delete: (name) => {
      const { inlinePolicies, attachedPolicies } = requireRole(name);
      if (attachedPolicies.length > 0) throw conflict("Cannot delete entity, must detach all policies first.");
      if (Object.keys(inlinePolicies).length > 0) throw conflict("Cannot delete entity, must delete policies first.");
      byName.delete(name);
    },
    requireInline,
    putInline: (name, policyName, document) => {
      const inlinePolicies = { ...requireRole(name).inlinePolicies, [policyName]: document };
      requireIamPolicyDocument(document, "identity");
      const message = `Maximum policy size of ${limits.inline} bytes exceeded for role ${name}`;
      requireRoom(Object.values(inlinePolicies), limits.inline, message);
      change(name, { inlinePolicies });
    },
    deleteInline: (name, policyName) => {
      requireInline(name, policyName);
      const others = Object.entries(requireRole(name).inlinePolicies).filter(([other]) => other !== policyName);
      change(name, { inlinePolicies: Object.fromEntries(others) });
    },
    attach: (name, policyArn) => {
      const { attachedPolicies } = requireRole(name);
      if (!managed.byArn.has(policyArn)) throw noSuch(`Policy ${policyArn} does not exist or is not attachable.`);
      if (attachedPolicies.includes(policyArn)) return;
      if (attachedPolicies.length >= limits.attached) {
        throw new AwsError(409, "LimitExceeded", `Cannot exceed quota for PoliciesPerRole: ${limits.attached}`);
      }
      change(name, { attachedPolicies: [...attachedPolicies, policyArn] });
    },
    detach: (name, policyArn) => {
      const { attachedPolicies } = requireRole(name);
      if (!attachedPolicies.includes(policyArn)) throw noSuch(`Policy ${policyArn} was not found.`);
      change(name, { attachedPolicies: attachedPolicies.filter((other) => other !== policyArn) });
    },
    holdersOf: (policyArn) =>
      Array.from(byName.values()).flatMap((role) => (role.attachedPolicies.includes(policyArn) ? [role.name] : [])),
  };
  return records;
}

function requireTrust(document: string): void {
  requireIamPolicyDocument(document, "trust");
  requireRoom([document], limits.trust, `Cannot exceed quota for ACLSizePerRole: ${limits.trust}`);
}

function noSuch(message: string): AwsError {
  return new AwsError(404, "NoSuchEntity", message);
}

function conflict(message: string): AwsError {
  return new AwsError(409, "DeleteConflict", message);
}
