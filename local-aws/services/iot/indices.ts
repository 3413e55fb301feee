import type { Account } from "#local/account/account.ts";
import type { IndexingConfiguration } from "#local/account/fleet-index/configuration.ts";

import { invalid, notFound } from "./shapes.ts";

export const thingsIndex = "AWS_Things";

/**
 * The configuration of an index that is switched on. AWS_ThingGroups never is.
 * @throws InvalidRequestException, ResourceNotFoundException
 */
export function requireIndex(
  { fleetIndex }: Pick<Account, "fleetIndex">,
  indexName: string,
  hint = "",
): IndexingConfiguration {
  const configuration = fleetIndex.configuration();
  if (indexName === thingsIndex && configuration.thingIndexingMode !== "OFF") return configuration;
  if (indexName !== thingsIndex && indexName !== "AWS_ThingGroups")
    throw invalid(`Unrecognized indexName ${indexName}`);
  throw notFound(`Index ${indexName} does not exist${hint}`);
}
