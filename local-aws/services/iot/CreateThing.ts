import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { lacking } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { attributePayload, thingName, thingTypeName } from "./shapes.ts";

type Needs = Pick<Account, "things" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html */
export const createThing = (account: Needs) =>
  operation({
    name: "CreateThing",
    rest: { method: "POST", path: "/things/{thingName}" },
    input: v.object({
      thingName,
      thingTypeName: v.optional(thingTypeName),
      attributePayload,
      billingGroupName: lacking("billing groups (CreateThing's billingGroupName)"),
    }),
    resource: (input) => arnsOf(account)("thing", input.thingName),
    run: (input) => {
      const { name, arn, id } = account.things.create({
        name: input.thingName,
        typeName: input.thingTypeName,
        attributes: input.attributePayload?.attributes,
      });
      return { thingName: name, thingArn: arn, thingId: id };
    },
  });
