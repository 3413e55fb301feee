import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { managedFields } from "#local/account/fleet-index/configuration.ts";
import { operation } from "#local/wire/operation.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_GetIndexingConfiguration.html */
export const getIndexingConfiguration = ({ fleetIndex }: Pick<Account, "fleetIndex">) =>
  operation({
    name: "GetIndexingConfiguration",
    rest: { method: "GET", path: "/indexing/config" },
    input: v.object({}),
    run: () => {
      const configuration = fleetIndex.configuration();
      return {
        thingIndexingConfiguration: {
          thingIndexingMode: configuration.thingIndexingMode,
          thingConnectivityIndexingMode: configuration.thingConnectivityIndexingMode,
          deviceDefenderIndexingMode: "OFF",
          namedShadowIndexingMode: "OFF",
          managedFields: managedFields(configuration),
          customFields: configuration.customFields ?? [],
          filter: { namedShadowNames: [] },
        },
        thingGroupIndexingConfiguration: { thingGroupIndexingMode: "OFF" },
      };
    },
  });
