import { AwsError } from "#local/wire/errors.ts";

import type { Table } from "./store.ts";
import type { Attributes, Thing, ThingType } from "./thing.ts";

/** @see https://docs.aws.amazon.com/general/latest/gr/iot-core.html#thing-limits */
const mostAttributes = { untyped: 3, typed: 50 };

type Configuration = Pick<Thing, "typeName" | "attributes">;

export function requireRoom({ typeName, attributes }: Configuration): void {
  const count = Object.keys(attributes).length;
  if (typeName === undefined && count > mostAttributes.untyped) {
    throw invalid(`To use more than ${mostAttributes.untyped} attributes, a thing must have a type specified.`);
  }
  if (count > mostAttributes.typed) {
    throw invalid(
      `Too many attributes specified. The maximum number of attributes allowed for a thing is ${mostAttributes.typed}`,
    );
  }
}

/** The type that a thing is to have must exist, and take things still. */
export function requireType(types: Table<ThingType>, name: string | undefined, toBe: "created" | "updated"): void {
  if (name === undefined) return;
  const type = types.get(name);
  if (!type) throw new AwsError(404, "ResourceNotFoundException", `Thing type ${name} does not exist`);
  if (type.deprecatedAt === undefined) return;
  // AWS's spelling.
  if (toBe === "created") throw invalid(`Can not create new thing with depreated thing type:${name}`);
  throw invalid(`Can not update a thing to use deprecated thing type: ${name}`);
}

export function requireVersion({ name, version }: Thing, expected: number | undefined): void {
  if (expected === undefined || expected === version) return;
  const message = `The version for thing ${name} does not match the expected version.`;
  throw new AwsError(409, "VersionConflictException", message);
}

/** `known`, when it is configured as wanted. */
export function sameAs(known: Thing, wanted: Configuration): Thing {
  const same =
    known.typeName === wanted.typeName &&
    Object.keys(known.attributes).length === Object.keys(wanted.attributes).length &&
    Object.entries(wanted.attributes).every(([name, value]) => known.attributes[name] === value);
  if (same) return known;
  const message = `Thing ${known.name} already exists in account with different attributes`;
  throw new AwsError(409, "ResourceAlreadyExistsException", message, { resourceId: known.id, resourceArn: known.arn });
}

export function withoutEmpty(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ""));
}

export function invalid(message: string): AwsError {
  return new AwsError(400, "InvalidRequestException", message);
}
