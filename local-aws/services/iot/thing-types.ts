import type { Account } from "#local/account/account.ts";
import type { ThingType } from "#local/account/thing.ts";

import { notFound, seconds } from "./shapes.ts";

/** @throws ResourceNotFoundException */
export function requireThingType({ things }: Pick<Account, "things">, name: string): ThingType {
  const type = things.types.get(name);
  if (type) return type;
  throw notFound(`Thing type ${name} does not exist`);
}

/** A thing type as DescribeThingType and ListThingTypes show it. */
export function describeType({ name, arn, description, searchableAttributes, createdAt, deprecatedAt }: ThingType) {
  return {
    thingTypeName: name,
    thingTypeArn: arn,
    thingTypeProperties: { thingTypeDescription: description, searchableAttributes },
    thingTypeMetadata: {
      deprecated: deprecatedAt !== undefined,
      deprecationDate: deprecatedAt === undefined ? undefined : seconds(deprecatedAt),
      creationDate: seconds(createdAt),
    },
  };
}
