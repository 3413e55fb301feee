import { AwsError } from "#local/wire/errors.ts";

import type { Connectivity } from "./connectivity.ts";
import type { Environment } from "./environment.ts";
import { type IndexingConfiguration, indexingOff } from "./fleet-index/configuration.ts";
import { NotIndexed } from "./fleet-index/fields.ts";
import { InvalidQuery } from "./fleet-index/invalid-query.ts";
import { type Predicate, readPredicate } from "./fleet-index/predicate.ts";
import type { ThingDocument } from "./fleet-index/thing-document.ts";
import type { Shadows } from "./shadows.ts";
import type { Thing } from "./thing.ts";
import type { Things } from "./things.ts";

/** The index over the registry, the shadows and who is connected. It is always up to date: there is nothing to build. */
export interface FleetIndex {
  configuration(): IndexingConfiguration;
  configure(configuration: IndexingConfiguration): void;
  /** @throws InvalidQueryException, InvalidRequestException */
  query(queryString: string): FleetQuery;
}

/** A query that was understood. */
interface FleetQuery {
  /** The things that match, in the order of their names: up to `limit` of those after `after`. */
  page(after: string | undefined, limit: number): SearchPage;
}

interface SearchPage {
  readonly documents: readonly ThingDocument[];
  readonly more: boolean;
}

type Needs = Pick<Environment, "store"> & {
  readonly things: Things;
  readonly shadows: Shadows;
  readonly connectivity: Connectivity;
};

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-indexing.html */
export function openFleetIndex({ store, things, shadows, connectivity }: Needs): FleetIndex {
  const configurations = store.table<IndexingConfiguration>("iot-indexing");
  const configuration = () => configurations.get("AWS_Things") ?? indexingOff;

  const documentOf = (thing: Thing, withShadow: boolean): ThingDocument => ({
    thing,
    shadow: withShadow ? shadows.classic.get(thing.name) : undefined,
    client: connectivity.byClientId.get(thing.name),
  });

  return {
    configuration,
    configure: (changed) => configurations.set("AWS_Things", changed),
    query: (queryString) => {
      const matches = readQueryString(queryString, configuration());
      const withShadow = configuration().thingIndexingMode === "REGISTRY_AND_SHADOW";
      return {
        page: (after, limit) => {
          const documents: ThingDocument[] = [];
          for (const thing of things.after(after)) {
            const document = documentOf(thing, withShadow);
            if (!matches(document)) continue;
            if (documents.length === limit) return { documents, more: true };
            documents.push(document);
          }
          return { documents, more: false };
        },
      };
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
