import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { attributePayload, thingName, thingTypeName } from "./shapes.ts";

type Needs = Pick<Account, "things" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateThing.html */
export const updateThing = (account: Needs) =>
  operation({
    name: "UpdateThing",
    rest: { method: "PATCH", path: "/things/{thingName}" },
    input: v.object({
      thingName,
      thingTypeName: v.optional(thingTypeName),
      attributePayload,
      expectedVersion: v.optional(v.pipe(v.number(), v.integer())),
      removeThingType: v.optional(v.boolean()),
    }),
    resource: (input) => arnsOf(account)("thing", input.thingName),
    run: (input) => {
      account.things.update(input.thingName, {
        typeName: input.thingTypeName,
        removeType: input.removeThingType,
        attributes: input.attributePayload?.attributes,
        merge: input.attributePayload?.merge,
        expectedVersion: input.expectedVersion,
      });
      return {};
    },
  });
