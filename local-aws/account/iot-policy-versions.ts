import { AwsError } from "#local/wire/errors.ts";

import type { Environment } from "./environment.ts";
import type { IotPolicy, IotPolicyVersion } from "./iot-policy.ts";
import { requireIotPolicyDocument } from "./iot-policy-document.ts";
import type { Table } from "./store.ts";

/** A policy keeps up to five versions, one of which counts. */
export interface IotPolicyVersions {
  /** @throws ResourceNotFoundException */
  requireVersion(name: string, versionId: string): IotPolicyVersion;
  /** @throws ResourceNotFoundException, MalformedPolicyException, VersionsLimitExceededException */
  addVersion(name: string, document: string, setAsDefault: boolean): IotPolicyVersion;
  /** @throws ResourceNotFoundException */
  setDefaultVersion(name: string, versionId: string): void;
  /** @throws ResourceNotFoundException, DeleteConflictException */
  deleteVersion(name: string, versionId: string): void;
}

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#security-limits */
const mostVersions = 5;

interface Needs extends Pick<Environment, "clock" | "ids"> {
  readonly byName: Table<IotPolicy>;
  require(name: string): IotPolicy;
}

export function openIotPolicyVersions(needs: Needs): IotPolicyVersions {
  const requireVersion = (name: string, versionId: string) => {
    const version = needs.require(name).versions.find(({ id }) => id === versionId);
    if (version) return version;
    throw new AwsError(404, "ResourceNotFoundException", `Policy version ${versionId} not found (name=${name})`);
  };
  const change = (name: string, changes: Partial<IotPolicy>) => {
    const generationId = needs.ids.uuid();
    needs.byName.set(name, { ...needs.require(name), ...changes, generationId, modifiedAt: needs.clock.now() });
  };

  return {
    requireVersion,
    addVersion: (name, document, setAsDefault) => {
      const { versions, nextVersion, defaultVersionId } = needs.require(name);
      requireIotPolicyDocument(document);
      if (versions.length >= mostVersions) {
        const message = `The policy ${name} already has the maximum number of versions (${mostVersions})`;
        throw new AwsError(409, "VersionsLimitExceededException", message);
      }
      const version = { id: String(nextVersion), document, createdAt: needs.clock.now() };
      change(name, {
        versions: [...versions, version],
        nextVersion: nextVersion + 1,
        defaultVersionId: setAsDefault ? version.id : defaultVersionId,
      });
      return version;
    },
    setDefaultVersion: (name, versionId) => {
      change(name, { defaultVersionId: requireVersion(name, versionId).id });
    },
    deleteVersion: (name, versionId) => {
      const { defaultVersionId, versions } = needs.require(name);
      const gone = requireVersion(name, versionId);
      if (gone.id === defaultVersionId) {
        // AWS's model lists DeleteConflictException for it.
        throw new AwsError(409, "DeleteConflictException", "Cannot delete the default version of a policy");
      }
      change(name, { versions: versions.filter(({ id }) => id !== versionId) });
    },
  };
}
