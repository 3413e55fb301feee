import type { NamedPolicy } from "#local/authz/decide.ts";
import { AwsError } from "#local/wire/errors.ts";

import type { Environment } from "./environment.ts";
import { requireIotPolicyDocument } from "./iot-policy-document.ts";
import type { IotPolicy } from "./iot-policy.ts";
import { type IotPolicyVersions, openIotPolicyVersions } from "./iot-policy-versions.ts";
import { policyReader } from "./policy-reader.ts";
import type { Table } from "./store.ts";

/** The AWS IoT policies of the account. @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-policies.html */
export interface IotPolicies extends IotPolicyVersions {
  /** Policy name → policy. */
  readonly byName: Table<IotPolicy>;
  /** Target (an identity ID or an ARN) → the names of the policies attached to it, in the order of attachment. */
  readonly attached: Table<readonly string[]>;
  /** The default versions of what is attached to `target`. */
  of(target: string): readonly NamedPolicy[];
  /** @throws ResourceNotFoundException */
  require(name: string): IotPolicy;
  /** @throws ResourceAlreadyExistsException, MalformedPolicyException */
  create(name: string, document: string): IotPolicy;
  /** @throws ResourceNotFoundException, DeleteConflictException */
  delete(name: string): void;
  /** Attaching what is attached changes nothing. @throws ResourceNotFoundException, LimitExceededException */
  attach(name: string, target: string): void;
  detach(name: string, target: string): void;
  targetsOf(name: string): readonly string[];
}

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#security-limits */
const mostPerTarget = 10;

type Needs = Pick<Environment, "store" | "clock" | "ids" | "region" | "accountId">;

export function openIotPolicies({ store, clock, ids, region, accountId }: Needs): IotPolicies {
  const byName = store.table<IotPolicy>("iot-policies");
  const attached = store.table<readonly string[]>("iot-attachments");
  const read = policyReader();

  const requirePolicy = (name: string): IotPolicy => {
    const policy = byName.get(name);
    if (policy) return policy;
    throw new AwsError(404, "ResourceNotFoundException", `Policy not found (name=${name})`);
  };
  const targetsOf = (name: string) =>
    Array.from(attached.entries()).flatMap(([target, names]) => (names.includes(name) ? [target] : []));

  return {
    ...openIotPolicyVersions({ byName, require: requirePolicy, clock, ids }),
    byName,
    attached,
    of: (target) =>
      (attached.get(target) ?? []).flatMap((name) => {
        const policy = byName.get(name);
        const version = policy?.versions.find(({ id }) => id === policy.defaultVersionId);
        if (!version) return [];
        return [{ name: `IoT policy ${name} (version ${version.id})`, document: read(version.document, "iot") }];
      }),
    require: requirePolicy,
    create: (name, document) => {
      if (byName.has(name)) {
        const message = `Policy cannot be created - name already exists (name=${name})`;
        throw new AwsError(409, "ResourceAlreadyExistsException", message);
      }
      requireIotPolicyDocument(document);
      const now = clock.now();
      const policy: IotPolicy = {
        name,
        arn: `arn:aws:iot:${region}:${accountId}:policy/${name}`,
        defaultVersionId: "1",
        nextVersion: 2,
        versions: [{ id: "1", document, createdAt: now }],
        generationId: ids.uuid(),
        createdAt: now,
        modifiedAt: now,
      };
      byName.set(name, policy);
      return policy;
    },
    delete: (name) => {
      const { versions } = requirePolicy(name);
      if (versions.length > 1) {
        throw conflict(
          `Cannot delete the policy because it has one or more policy versions attached to it (name=${name})`,
        );
      }
      if (targetsOf(name).length > 0) {
        throw conflict(
          `The policy cannot be deleted as the policy is attached to one or more principals (name=${name})`,
        );
      }
      byName.delete(name);
    },
    attach: (name, target) => {
      requirePolicy(name);
      const names = attached.get(target) ?? [];
      if (names.includes(name)) return;
      if (names.length >= mostPerTarget) {
        const message = `The maximum number of policies (${mostPerTarget}) is already attached to ${target}`;
        throw new AwsError(410, "LimitExceededException", message);
      }
      attached.set(target, [...names, name]);
    },
    detach: (name, target) => {
      const names = (attached.get(target) ?? []).filter((other) => other !== name);
      if (names.length > 0) attached.set(target, names);
      else attached.delete(target);
    },
    targetsOf,
  };
}

function conflict(message: string): AwsError {
  return new AwsError(409, "DeleteConflictException", message);
}
