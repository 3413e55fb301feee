import { AwsError } from "#local/wire/errors.ts";

import type { Environment } from "./environment.ts";
import { requireIamPolicyDocument, requireRoom } from "./iam-policy-document.ts";
import { upperAlphanumeric } from "./ids.ts";
import type { Table } from "./store.ts";

/** A customer-managed IAM policy. Its only version is `v1`. */
export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  /** `ANPA…`. */
  readonly id: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly document: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface ManagedPolicies {
  /** ARN → managed policy. */
  readonly byArn: Table<ManagedPolicy>;
  /** @throws NoSuchEntity */
  require(arn: string): ManagedPolicy;
  /** @throws EntityAlreadyExists, MalformedPolicyDocument, LimitExceeded */
  create(policy: Pick<ManagedPolicy, "name" | "document"> & Partial<ManagedPolicy>): ManagedPolicy;
  /** @throws NoSuchEntity */
  delete(arn: string): void;
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-entity-length */
const largest = 6144;

export function openManagedPolicies({
  store,
  clock,
  ids,
  accountId,
}: Pick<Environment, "store" | "clock" | "ids" | "accountId">): ManagedPolicies {
  const byArn = store.table<ManagedPolicy>("iam-policies");

  const requirePolicy = (arn: string): ManagedPolicy => {
    const policy = byArn.get(arn);
    if (policy) return policy;
    throw new AwsError(404, "NoSuchEntity", `Policy ${arn} was not found.`);
  };

  return {
    byArn,
    require: requirePolicy,
    create: ({ name, document, path = "/", description }) => {
      const arn = `arn:aws:iam::${accountId}:policy${path}${name}`;
      // Names are one set, whatever their paths.
      if (Array.from(byArn.values()).some((other) => other.name === name)) {
        const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
        throw new AwsError(409, "EntityAlreadyExists", message);
      }
      requireIamPolicyDocument(document, "identity");
      requireRoom([document], largest, `Cannot exceed quota for PolicySize: ${largest}`);
      const id = `ANPA${ids.pick(upperAlphanumeric, 17)}`;
      const policy = { name, arn, id, path, description, document, createdAt: clock.now() };
      byArn.set(arn, policy);
      return policy;
    },
    delete: (arn) => {
      requirePolicy(arn);
      byArn.delete(arn);
    },
  };
}
