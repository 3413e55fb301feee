import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { integerText } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { thingName } from "./shapes.ts";

type Needs = Pick<Account, "things" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_DeleteThing.html */
export const deleteThing = (account: Needs) =>
  operation({
    name: "DeleteThing",
    rest: { method: "DELETE", path: "/things/{thingName}", query: { expectedVersion: "expectedVersion" } },
    input: v.object({ thingName, expectedVersion: v.optional(integerText(0, Number.MAX_SAFE_INTEGER)) }),
    resource: (input) => arnsOf(account)("thing", input.thingName),
    run: (input) => {
      account.things.delete(input.thingName, input.expectedVersion);
      return {};
    },
  });
