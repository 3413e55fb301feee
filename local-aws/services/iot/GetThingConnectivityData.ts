import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { AwsError } from "#local/wire/errors.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { seconds, thingName } from "./shapes.ts";

type Needs = Pick<Account, "things" | "connectivity" | "fleetIndex" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_GetThingConnectivityData.html */
export const getThingConnectivityData = (account: Needs) =>
  operation({
    name: "GetThingConnectivityData",
    rest: { method: "POST", path: "/things/{thingName}/connectivity-data" },
    // Socket information comes only where the indexing configuration includes it, which cannot be switched on here.
    input: v.object({ thingName, includeSocketInformation: v.optional(v.boolean()) }),
    resource: (input) => arnsOf(account)("thing", input.thingName),
    run: ({ thingName: name }) => {
      if (account.fleetIndex.configuration().thingConnectivityIndexingMode !== "STATUS") {
        throw new AwsError(400, "IndexNotReadyException", "Thing connectivity indexing is not enabled");
      }
      account.things.require(name);
      const client = account.connectivity.byClientId.get(name);
      if (!client) return { thingName: name, connected: false, disconnectReason: "UNKNOWN" };
      return {
        thingName: name,
        connected: client.connected,
        timestamp: seconds(client.at),
        disconnectReason: client.connected ? "NONE" : (client.disconnectReason ?? "UNKNOWN"),
        clientId: client.clientId,
        keepAliveDuration: client.keepAliveSeconds,
        cleanSession: client.cleanSession,
        sessionExpiry: client.cleanSession ? undefined : client.sessionExpirySeconds,
      };
    },
  });
