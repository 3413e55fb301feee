import type { ThingAttribute, ThingDocument } from "@aws-sdk/client-iot";

import { isObject, objectAt, readJsonText } from "#domain/json.ts";
import { type Connectivity, isThingName, type Thing } from "#domain/thing.ts";

/** A thing of the fleet index. Undefined when its name is none: nothing that is made of it could be right. */
export function readIndexedThing(document: ThingDocument, heardAt: number): Thing | undefined {
  const { thingName, thingTypeName, attributes = {}, connectivity, shadow } = document;
  if (thingName === undefined || !isThingName(thingName)) return undefined;
  return {
    thingName,
    thingTypeName,
    attributes,
    connectivity: connectivity && {
      connected: connectivity.connected ?? false,
      // Milliseconds; none, or 0, for a thing that never connected.
      at: connectivity.timestamp || undefined,
      disconnectReason: connectivity.disconnectReason,
      heardAt,
    },
    indexedShadow: readIndexedShadow(shadow),
  };
}

/** A thing of the registry, which knows neither connections nor shadows. */
export function readRegisteredThing(thing: ThingAttribute, connectivity?: Connectivity): Thing | undefined {
  const { thingName, thingTypeName, attributes = {} } = thing;
  if (thingName === undefined || !isThingName(thingName)) return undefined;
  return { thingName, thingTypeName, attributes, connectivity, indexedShadow: undefined };
}

/** The index carries the shadow as a text. */
function readIndexedShadow(text: string | undefined): Thing["indexedShadow"] {
  const shadow = text === undefined ? undefined : readJsonText(text);
  if (!isObject(shadow)) return undefined;
  return { desired: objectAt(shadow, "desired") ?? {}, reported: objectAt(shadow, "reported") ?? {} };
}
