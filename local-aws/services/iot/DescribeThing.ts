import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { thingName } from "./shapes.ts";

type Needs = Pick<Account, "things" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeThing.html */
export const describeThing = (account: Needs) =>
  operation({
    name: "DescribeThing",
    rest: { method: "GET", path: "/things/{thingName}" },
    input: v.object({ thingName }),
    resource: (input) => arnsOf(account)("thing", input.thingName),
    run: (input) => {
      const { name, arn, id, typeName, attributes, version } = account.things.require(input.thingName);
      // "The default MQTT client ID. For a typical device, the thing name is also used as the default MQTT client ID."
      return {
        defaultClientId: name,
        thingName: name,
        thingId: id,
        thingArn: arn,
        thingTypeName: typeName,
        attributes,
        version,
      };
    },
  });
