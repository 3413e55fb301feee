import { AwsError } from "#local/wire/errors.ts";

import type { Account } from "./account.ts";
import { type IndexingConfiguration, indexingOff } from "./fleet-index/configuration.ts";
import { NotIndexed } from "./fleet-index/fields.ts";
import { InvalidQuery } from "./fleet-index/invalid-query.ts";
import { type Predicate, readPredicate } from "./fleet-index/predicate.ts";
import type { ThingDocument } from "./fleet-index/thing-document.ts";
import type { Thing } from "./things.ts";

/** The index over the registry, the shadows and who is connected. It is always up to date: there is nothing to build. */
export interface FleetIndex {
  configuration(): IndexingConfiguration;
  configure(configuration: IndexingConfiguration): void;
  /**
   * The things that match, in the order of their names: up to `limit` of those after `after`, and whether there are more.
   * @throws InvalidQueryException, InvalidRequestException
   */
  search(queryString: string, after: string | undefined, limit: number): SearchPage;
  document(thing: Thing): ThingDocument;
}

export interface SearchPage {
  readonly documents: readonly ThingDocument[];
  readonly more: boolean;
}

type Needs = Pick<Account, "store" | "things" | "shadows" | "connectivity">;

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-indexing.html */
export function openFleetIndex({ store, things, shadows, connectivity }: Needs): FleetIndex {
  const configurations = store.table<IndexingConfiguration>("iot-indexing");
  const configuration = () => configurations.get("AWS_Things") ?? indexingOff;
  const document = (thing: Thing): ThingDocument => ({
    thing,
    shadow: configuration().thingIndexingMode === "REGISTRY_AND_SHADOW" ? shadows.classic.get(thing.name) : undefined,
    client: connectivity.byClientId.get(thing.name),
  });

  return {
    configuration,
    configure: (changed) => configurations.set("AWS_Things", changed),
    document,
    search: (queryString, after, limit) => {
      const matches = readQueryString(queryString, configuration());
      const documents: ThingDocument[] = [];
      for (const thing of things.after(after)) {
        const found = document(thing);
        if (!matches(found)) continue;
        if (documents.length === limit) return { documents, more: true };
        documents.push(found);
      }
      return { documents, more: false };
    },
  };
}

function readQueryString(queryString: string, configuration: IndexingConfiguration): Predicate {
  try {
    return readPredicate(queryString, configuration);
  } catch (error) {
    if (error instanceof NotIndexed) throw new AwsError(400, "InvalidRequestException", error.message);
    if (!(error instanceof InvalidQuery)) throw error;
    const message = `Unable to parse query, ${error.message}, query string: ${queryString}`;
    throw new AwsError(400, "InvalidQueryException", message);
  }
}
