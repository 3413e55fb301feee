import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import { integerText } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { markedPage } from "./paging.ts";
import { nextToken, thingTypeName } from "./shapes.ts";
import { describeType } from "./thing-types.ts";

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_ListThingTypes.html */
export const listThingTypes = ({ things }: Pick<Account, "things">) =>
  operation({
    name: "ListThingTypes",
    rest: {
      method: "GET",
      path: "/thing-types",
      query: { nextToken: "nextToken", maxResults: "maxResults", thingTypeName: "thingTypeName" },
    },
    input: v.object({
      nextToken,
      maxResults: v.optional(integerText(1, 250), "50"),
      thingTypeName: v.optional(thingTypeName),
    }),
    run: ({ nextToken: token, maxResults, ...filter }) => {
      const types = [...things.types.values()].filter(
        ({ name }) => filter.thingTypeName === undefined || filter.thingTypeName === name,
      );
      const page = markedPage(types, ({ name }) => name, { request: filter, marker: token, size: maxResults });
      return { thingTypes: page.items.map(describeType), nextToken: page.nextMarker };
    },
  });
