import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { isIndexedBy } from "#local/account/fleet-index/fields.ts";
import { NotEmulated } from "#local/wire/errors.ts";
import { operation } from "#local/wire/operation.ts";

import { invalid } from "./shapes.ts";

const fields = v.optional(
  v.array(v.object({ name: v.string(), type: v.picklist(["Number", "String", "Boolean"]) })),
  [],
);

const thingIndexing = v.object({
  thingIndexingMode: v.picklist(["OFF", "REGISTRY", "REGISTRY_AND_SHADOW"]),
  thingConnectivityIndexingMode: v.optional(v.picklist(["OFF", "STATUS"]), "OFF"),
  deviceDefenderIndexingMode: v.optional(v.picklist(["OFF", "VIOLATIONS"]), "OFF"),
  namedShadowIndexingMode: v.optional(v.picklist(["OFF", "ON"]), "OFF"),
  // AWS derives them from the modes, whatever is sent.
  managedFields: fields,
  customFields: v.pipe(fields, v.maxLength(5)),
  filter: v.optional(
    v.object({
      namedShadowNames: v.optional(v.array(v.string()), []),
      geoLocations: v.optional(v.array(v.unknown()), []),
      connectivity: v.optional(v.object({ includeSocketInformation: v.optional(v.array(v.string()), []) })),
    }),
  ),
});

const groupIndexing = v.object({ thingGroupIndexingMode: v.picklist(["OFF", "ON"]) });

type ThingIndexing = v.InferOutput<typeof thingIndexing>;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateIndexingConfiguration.html */
export const updateIndexingConfiguration = ({ fleetIndex }: Pick<Account, "fleetIndex">) =>
  operation({
    name: "UpdateIndexingConfiguration",
    rest: { method: "POST", path: "/indexing/config" },
    input: v.object({
      thingIndexingConfiguration: v.optional(thingIndexing),
      thingGroupIndexingConfiguration: v.optional(groupIndexing),
    }),
    run: ({ thingIndexingConfiguration: things, thingGroupIndexingConfiguration: groups }) => {
      if (!things && !groups) {
        throw invalid(
          "At least one configuration to update (thingIndexingConfiguration / thingGroupIndexingConfiguration) is required",
        );
      }
      if (groups?.thingGroupIndexingMode === "ON") throw new NotEmulated("the index of thing groups");
      if (things) {
        refuseContradictions(things);
        refuseLacking(things);
        const { thingIndexingMode, thingConnectivityIndexingMode, customFields } = things;
        const off = thingIndexingMode === "OFF";
        fleetIndex.configure({
          thingIndexingMode,
          thingConnectivityIndexingMode,
          customFields: off ? [] : customFields,
        });
      }
      return {};
    },
  });

function refuseContradictions(things: ThingIndexing): void {
  const { thingIndexingMode, namedShadowIndexingMode, filter, customFields } = things;
  if (thingIndexingMode === "OFF") {
    const modes = {
      ThingConnectivityIndexingMode: things.thingConnectivityIndexingMode,
      NamedShadowIndexingMode: namedShadowIndexingMode,
      DeviceDefenderIndexingMode: things.deviceDefenderIndexingMode,
    };
    const [on] = Object.entries(modes).find(([, mode]) => mode !== "OFF") ?? [];
    if (on !== undefined) throw invalid(`ThingIndexingMode must be turned ON for enabling ${on}`);
    return;
  }
  if (namedShadowIndexingMode === "ON" && !filter?.namedShadowNames.length)
    throw invalid("NamedShadowNames Filter must not be empty for enabling NamedShadowIndexingMode");
  const foreign = customFields.find(({ name }) => !isIndexedBy(name, things));
  if (foreign) throw invalid(`Custom field ${foreign.name} is not indexed by the indexing modes`);
}

function refuseLacking({ deviceDefenderIndexingMode, namedShadowIndexingMode, filter }: ThingIndexing): void {
  if (deviceDefenderIndexingMode !== "OFF") throw new NotEmulated("the index of Device Defender violations");
  if (namedShadowIndexingMode !== "OFF") throw new NotEmulated("the index of named shadows");
  if (filter?.geoLocations.length) throw new NotEmulated("geolocation in the fleet index");
  if (filter?.connectivity?.includeSocketInformation.length)
    throw new NotEmulated("socket information in the fleet index");
}
