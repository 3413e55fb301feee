import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { thingTypeName } from "./shapes.ts";
import { describeType, requireThingType } from "./thing-types.ts";

type Needs = Pick<Account, "things" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeThingType.html */
export const describeThingType = (account: Needs) =>
  operation({
    name: "DescribeThingType",
    rest: { method: "GET", path: "/thing-types/{thingTypeName}" },
    input: v.object({ thingTypeName }),
    resource: (input) => arnsOf(account)("thingtype", input.thingTypeName),
    run: (input) => {
      const type = requireThingType(account, input.thingTypeName);
      return { ...describeType(type), thingTypeId: type.id };
    },
  });
