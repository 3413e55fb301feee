import { isDeepStrictEqual } from "node:util";

import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { AwsError } from "#local/wire/errors.ts";
import { lacking, text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { thingTypeName } from "./shapes.ts";

type Needs = Pick<Account, "things" | "clock" | "ids" | "region" | "accountId">;

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThingType.html */
export const createThingType = (account: Needs) =>
  operation({
    name: "CreateThingType",
    rest: { method: "POST", path: "/thing-types/{thingTypeName}" },
    input: v.object({
      thingTypeName,
      thingTypeProperties: v.optional(
        v.object({
          thingTypeDescription: v.optional(text(0, 2028)),
          searchableAttributes: v.optional(v.pipe(v.array(text(1, 128, /^[a-zA-Z0-9_.,@/:#-]+$/)), v.maxLength(3))),
          mqtt5Configuration: lacking("propagating attributes (mqtt5Configuration)"),
        }),
      ),
      tags: lacking("tags"),
    }),
    resource: (input) => arnsOf(account)("thingtype", input.thingTypeName),
    run: ({ thingTypeName: name, thingTypeProperties: properties }) => {
      const arn = arnsOf(account)("thingtype", name);
      const wanted = {
        description: properties?.thingTypeDescription,
        searchableAttributes: properties?.searchableAttributes,
      };
      const known = account.things.types.get(name);
      if (known) {
        const { description, searchableAttributes, id } = known;
        if (isDeepStrictEqual({ description, searchableAttributes }, wanted))
          return { thingTypeName: name, thingTypeArn: arn, thingTypeId: id };
        const message = `Thing Type ${name} already exists in current account with different properties`;
        throw new AwsError(409, "ResourceAlreadyExistsException", message, { resourceId: id, resourceArn: arn });
      }
      const id = account.ids.uuid();
      account.things.types.set(name, {
        name,
        arn,
        id,
        ...wanted,
        createdAt: account.clock.now(),
        deprecatedAt: undefined,
      });
      return { thingTypeName: name, thingTypeArn: arn, thingTypeId: id };
    },
  });
