import { isRecord } from "#local/wire/record.ts";

import type { IndexingConfiguration } from "./configuration.ts";
import { InvalidQuery } from "./invalid-query.ts";
import { connectivityOf, deltaOf, type IndexedConnectivity, type ThingDocument } from "./thing-document.ts";

export type IndexValue = string | number | boolean;

/** The values that a document has in a field. */
export type Field = (document: ThingDocument) => readonly IndexValue[];

/** Part of the fleet index that a query asks for and that is switched off. */
export class NotIndexed extends Error {
  override readonly name = "NotIndexed";
}

const connectivityFields: Readonly<Record<string, (connectivity: IndexedConnectivity) => IndexValue | undefined>> = {
  connected: ({ connected }) => connected,
  timestamp: ({ timestamp }) => timestamp,
  clientId: ({ clientId }) => clientId,
  disconnectReason: ({ disconnectReason }) => disconnectReason,
  keepAliveDuration: ({ keepAliveDuration }) => keepAliveDuration,
  cleanSession: ({ cleanSession }) => cleanSession,
  sessionExpiry: ({ sessionExpiry }) => sessionExpiry,
};

/**
 * Finds a field by its name, in which case counts.
 * @throws InvalidQuery, NotIndexed
 */
export function fieldNamed(name: string, configuration: IndexingConfiguration): Field {
  const [, head = name, rest] = /^(.*?)\.(.*)$/s.exec(name) ?? [];
  switch (head) {
    case "thingName":
    case "thingId":
    case "thingTypeName":
    case "thingGroupNames":
      if (rest === undefined) return registryField[head];
      break;
    case "attributes":
      if (rest)
        return ({ thing }) => (Object.hasOwn(thing.attributes, rest) ? simpleValues(thing.attributes[rest]) : []);
      break;
    case "connectivity":
      if (configuration.thingConnectivityIndexingMode !== "STATUS") throw notIndexed("Connectivity");
      if (rest !== undefined && Object.hasOwn(connectivityFields, rest)) {
        const read = connectivityFields[rest];
        return (document) => simpleValues(read?.(connectivityOf(document)));
      }
      break;
    case "shadow":
      if (configuration.thingIndexingMode !== "REGISTRY_AND_SHADOW") throw notIndexed("Shadow");
      if (rest === "hasDelta") return ({ shadow }) => (shadow ? [deltaOf(shadow) !== undefined] : []);
      if (rest && /^(reported|desired)\../s.test(rest)) return ({ shadow }) => at(shadow?.state, rest);
      if (rest && /^delta\../s.test(rest)) return ({ shadow }) => at(shadow && deltaOf(shadow), rest.slice(6));
      if (rest && /^metadata\../s.test(rest)) return ({ shadow }) => at(shadow?.metadata, rest.slice(9));
      break;
    case "deviceDefender":
      throw notIndexed("Devicedefender");
    default:
  }
  throw new InvalidQuery(`invalid field name, field name: ${name}`);
}

/** Whether the index has a field of that name. */
export function isIndexedBy(name: string, configuration: IndexingConfiguration): boolean {
  try {
    fieldNamed(name, configuration);
    return true;
  } catch {
    return false;
  }
}

function notIndexed(attribute: string): NotIndexed {
  return new NotIndexed(
    `Query includes one or more constraints for ${attribute} attribute, but ${attribute} indexing is not enabled for AWS_Things index`,
  );
}

const registryField: Readonly<Record<"thingName" | "thingId" | "thingTypeName" | "thingGroupNames", Field>> = {
  thingName: ({ thing }) => [thing.name],
  thingId: ({ thing }) => [thing.id],
  thingTypeName: ({ thing }) => simpleValues(thing.typeName),
  // No thing is in a group: thing groups are not emulated.
  thingGroupNames: () => [],
};

/** A term without a field is looked for in names, attribute values and the shadow's state. */
export const anyField: Field = ({ thing, shadow }) => [
  thing.name,
  ...simpleValues(thing.typeName),
  ...Object.values(thing.attributes),
  ...leavesOf(shadow?.state),
];

/**
 * The values at a path of names divided by full stops. A name with full stops of its own is found by the same path.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/managing-index.html#index-limitations
 */
function at(value: unknown, path: string): readonly IndexValue[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === path) return simpleValues(inner);
    return path.startsWith(`${name}.`) ? at(inner, path.slice(name.length + 1)) : [];
  });
}

function leavesOf(value: unknown): readonly IndexValue[] {
  return isRecord(value) ? Object.values(value).flatMap(leavesOf) : simpleValues(value);
}

/** Only simple values are indexed, and arrays of nothing else. */
function simpleValues(value: unknown): readonly IndexValue[] {
  if (typeof value === "string" || typeof value === "number") return [value];
  if (!Array.isArray(value)) return typeof value === "boolean" ? [value] : [];
  const simple = value.flatMap((item) => (Array.isArray(item) ? [] : simpleValues(item)));
  return simple.length === value.length ? simple : [];
}
