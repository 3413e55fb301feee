import * as v from "valibot";

import type { Account } from "#local/account/account.ts";
import type { IndexingConfiguration } from "#local/account/fleet-index/configuration.ts";
import { connectivityOf, shadowOf, type ThingDocument } from "#local/account/fleet-index/thing-document.ts";
import { text } from "#local/wire/inputs.ts";
import { operation } from "#local/wire/operation.ts";

import { arnsOf } from "./arns.ts";
import { requireIndex, thingsIndex } from "./indices.ts";
import { readToken, writeToken } from "./paging.ts";
import { indexName, invalid, nextToken } from "./shapes.ts";

type Needs = Pick<Account, "fleetIndex" | "region" | "accountId">;

/** "This maximum number cannot exceed 100. The response might contain fewer results but will never contain more." */
const largestPage = 100;

const input = v.object({
  indexName: v.optional(indexName),
  queryString: text(1, 1000),
  nextToken,
  maxResults: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  queryVersion: v.optional(v.string()),
});

/** @see https://docs.aws.amazon.com/iot/latest/apireference/API_SearchIndex.html */
export const searchIndex = (account: Needs) =>
  operation({
    name: "SearchIndex",
    rest: { method: "POST", path: "/indices/search" },
    input,
    resource: ({ indexName: name }) => arnsOf(account)("index", name ?? thingsIndex),
    run: ({ nextToken: token, maxResults = largestPage, ...query }) => {
      if (query.indexName === "") throw invalid("indexName cannot be empty.");
      if (query.queryVersion !== undefined && query.queryVersion !== "2017-09-30")
        throw invalid("Invalid queryVersion. Expected one of: [2017-09-30]");
      const hint = ". Please enable index by calling UpdateIndexingConfiguration";
      const configuration = requireIndex(account, query.indexName ?? thingsIndex, hint);
      const matches = account.fleetIndex.query(query.queryString);
      const { documents, more } = matches.page(readToken(query, token), Math.min(maxResults, largestPage));
      const last = documents.at(-1);
      return {
        things: documents.map((document) => describe(document, configuration)),
        nextToken: more && last ? writeToken(query, last.thing.name) : undefined,
      };
    },
  });

function describe(document: ThingDocument, { thingConnectivityIndexingMode }: IndexingConfiguration) {
  const { thing, shadow } = document;
  return {
    thingName: thing.name,
    thingId: thing.id,
    thingTypeName: thing.typeName,
    attributes: Object.keys(thing.attributes).length === 0 ? undefined : thing.attributes,
    shadow: shadow && JSON.stringify(shadowOf(shadow)),
    connectivity: thingConnectivityIndexingMode === "STATUS" ? connectivityOf(document) : undefined,
  };
}
