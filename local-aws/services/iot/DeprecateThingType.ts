import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { thingTypeName } from "./shapes.ts";
import { requireThingType } from "./thing-types.ts";

type Needs = Pick<Account, "things" | "clock" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DeprecateThingType.html */
export const deprecateThingType = (account: Needs) =>
  operation({
    name: "DeprecateThingType",
    rest: { method: "POST", path: "/thing-types/{thingTypeName}/deprecate" },
    input: v.object({ thingTypeName, undoDeprecate: v.optional(v.boolean(), false) }),
    resource: (input) => arnsOf(account)("thingtype", input.thingTypeName),
    run: ({ thingTypeName: name, undoDeprecate }) => {
      const type = requireThingType(account, name);
      const deprecatedAt = undoDeprecate ? undefined : (type.deprecatedAt ?? account.clock.now());
      account.things.types.set(name, { ...type, deprecatedAt });
      return {};
    },
  });
