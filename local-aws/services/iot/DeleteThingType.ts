import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { invalid, thingTypeName } from "./shapes.ts";
import { requireThingType } from "./thing-types.ts";

type Needs = Pick<Account, "things" | "clock" | "region" | "accountId">;

/** "You must wait 5 minutes" between deprecating a thing type and deleting it. */
const deprecatedForMs = 5 * 60_000;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DeleteThingType.html */
export const deleteThingType = (account: Needs) =>
  operation({
    name: "DeleteThingType",
    rest: { method: "DELETE", path: "/thing-types/{thingTypeName}" },
    input: v.object({ thingTypeName }),
    resource: (input) => arnsOf(account)("thingtype", input.thingTypeName),
    run: ({ thingTypeName: name }) => {
      const { deprecatedAt } = requireThingType(account, name);
      if (deprecatedAt === undefined || account.clock.now() - deprecatedAt < deprecatedForMs) {
        throw invalid(`Cannot delete thing type : ${name} before it has been deprecated for 5 minutes`);
      }
      for (const { typeName } of account.things.after(undefined)) {
        if (typeName === name)
          throw invalid(`Cannot delete thing type : ${name} when there are still things associated with it`);
      }
      account.things.types.delete(name);
      return {};
    },
  });
