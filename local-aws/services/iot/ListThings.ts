import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { Thing } from "#local/account/thing.ts";
import { booleanText, integerText, text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { readToken, writeToken } from "./paging.ts";
import { nextToken, thingTypeName } from "./shapes.ts";

const input = v.object({
  nextToken,
  maxResults: v.optional(integerText(1, 250), "50"),
  attributeName: v.optional(text(1, 128, /^[a-zA-Z0-9_.,@/:#-]+$/)),
  attributeValue: v.optional(text(0, 800, /^[a-zA-Z0-9_.,@/:#=[\]-]*$/)),
  thingTypeName: v.optional(thingTypeName),
  usePrefixAttributeValue: v.optional(booleanText),
});

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_ListThings.html */
export const listThings = ({ things }: Pick<Account, "things">) =>
  operation({
    name: "ListThings",
    rest: {
      method: "GET",
      path: "/things",
      query: {
        nextToken: "nextToken",
        maxResults: "maxResults",
        attributeName: "attributeName",
        attributeValue: "attributeValue",
        thingTypeName: "thingTypeName",
        usePrefixAttributeValue: "usePrefixAttributeValue",
      },
    },
    input,
    run: ({ nextToken: token, maxResults, ...filter }) => {
      const page: Thing[] = [];
      for (const thing of things.after(readToken(filter, token))) {
        if (!passes(thing, filter)) continue;
        if (page.length === maxResults) {
          return { things: page.map(summary), nextToken: writeToken(filter, page.at(-1)?.name ?? "") };
        }
        page.push(thing);
      }
      return { things: page.map(summary) };
    },
  });

type Filter = Omit<v.InferOutput<typeof input>, "nextToken" | "maxResults">;

function passes({ typeName, attributes }: Thing, filter: Filter): boolean {
  if (filter.thingTypeName !== undefined && filter.thingTypeName !== typeName) return false;
  const { attributeName: name, attributeValue: wanted } = filter;
  if (name === undefined) return true;
  const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (value === undefined || wanted === undefined) return value !== undefined;
  return filter.usePrefixAttributeValue ? value.startsWith(wanted) : value === wanted;
}

function summary({ name, arn, typeName, attributes, version }: Thing) {
  return { thingName: name, thingTypeName: typeName, thingArn: arn, attributes, version };
}
