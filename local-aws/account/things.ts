import { AwsError } from "#local/wire/errors.ts";

import type { Environment } from "./environment.ts";
import { sortKeys } from "./sorted-keys.ts";
import type { Table } from "./store.ts";
import type { Attributes, Thing, ThingType } from "./thing.ts";
import { invalid, requireRoom, requireType, requireVersion, sameAs, withoutEmpty } from "./thing-rules.ts";

interface NewThing {
  readonly name: string;
  readonly typeName?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

interface ThingUpdate {
  readonly typeName?: string | undefined;
  readonly removeType?: boolean | undefined;
  readonly attributes?: Attributes | undefined;
  /** Whether `attributes` are added to those there are, instead of replacing them. An empty value removes one. */
  readonly merge?: boolean | undefined;
  readonly expectedVersion?: number | undefined;
}

/** The things of the account. @see https://docs.aws.amazon.com/iot/latest/developerguide/thing-registry.html */
export interface Things {
  /** Thing type name → thing type. */
  readonly types: Table<ThingType>;
  get(name: string): Thing | undefined;
  /** @throws ResourceNotFoundException */
  require(name: string): Thing;
  /** The same configuration again is the same thing. @throws ResourceAlreadyExistsException */
  create(thing: NewThing): Thing;
  /** @throws ResourceNotFoundException, VersionConflictException */
  update(name: string, update: ThingUpdate): Thing;
  /** A thing that does not exist is deleted already. @throws VersionConflictException */
  delete(name: string, expectedVersion?: number): void;
  /** In the order of their names, those after `name`, or all. */
  after(name: string | undefined): IterableIterator<Thing>;
}

type Needs = Pick<Environment, "store" | "ids" | "region" | "accountId">;

export function openThings({ store, ids, region, accountId }: Needs): Things {
  const things = store.table<Thing>("iot-things");
  const types = store.table<ThingType>("iot-thing-types");
  const names = sortKeys(things);

  const requireThing = (name: string): Thing => {
    const thing = things.get(name);
    if (thing) return thing;
    throw new AwsError(404, "ResourceNotFoundException", `Thing ${name} does not exist`);
  };

  return {
    types,
    get: (name) => things.get(name),
    require: requireThing,
    create: ({ name, typeName, attributes = {} }) => {
      const wanted = { typeName, attributes: withoutEmpty(attributes) };
      const known = things.get(name);
      if (known) return sameAs(known, wanted);
      requireType(types, typeName, "created");
      requireRoom(wanted);
      const arn = `arn:aws:iot:${region}:${accountId}:thing/${name}`;
      const thing = { name, arn, id: ids.uuid(), ...wanted, version: 1 };
      things.set(name, thing);
      names.added(name);
      return thing;
    },
    update: (name, update) => {
      const thing = requireThing(name);
      requireVersion(thing, update.expectedVersion);
      if (update.removeType && update.typeName !== undefined) {
        throw invalid("A thing type cannot be set and removed in the same request.");
      }
      requireType(types, update.typeName, "updated");
      const attributes = { ...(update.merge ? thing.attributes : {}), ...update.attributes };
      const changed = {
        ...thing,
        typeName: update.removeType ? undefined : (update.typeName ?? thing.typeName),
        attributes: update.attributes ? withoutEmpty(attributes) : thing.attributes,
        version: thing.version + 1,
      };
      requireRoom(changed);
      things.set(name, changed);
      return changed;
    },
    delete: (name, expectedVersion) => {
      const thing = things.get(name);
      if (!thing) return;
      requireVersion(thing, expectedVersion);
      things.delete(name);
      names.deleted(name);
    },
    after: function* (name) {
      for (const next of names.after(name)) yield requireThing(next);
    },
  };
}
