import type { NamedPolicy } from "#local/authz/decide.ts";

import { documentReader } from "./roles.ts";
import type { Store, Table } from "./store.ts";

/** An AWS IoT policy with its versions; version ids are never used again. */
export interface IotPolicy {
  readonly name: string;
  readonly arn: string;
  readonly defaultVersionId: string;
  readonly nextVersion: number;
  readonly versions: readonly IotPolicyVersion[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface IotPolicyVersion {
  readonly id: string;
  readonly document: string;
  readonly createdAt: number;
}

export interface IotPolicies {
  /** Policy name → policy. */
  readonly byName: Table<IotPolicy>;
  /** Target (an identity ID or an ARN) → the names of the policies attached to it, in the order of attachment. */
  readonly attached: Table<readonly string[]>;
  /** The default versions of what is attached to `target`. */
  of(target: string): readonly NamedPolicy[];
}

export function openIotPolicies({ store }: { readonly store: Store }): IotPolicies {
  const byName = store.table<IotPolicy>("iot-policies");
  const attached = store.table<readonly string[]>("iot-attachments");
  const read = documentReader();
  return {
    byName,
    attached,
    of: (target) =>
      (attached.get(target) ?? []).flatMap((name) => {
        const policy = byName.get(name);
        const version = policy?.versions.find(({ id }) => id === policy.defaultVersionId);
        return version
          ? [{ name: `IoT policy ${name} (version ${version.id})`, document: read(version.document, "iot") }]
          : [];
      }),
  };
}
