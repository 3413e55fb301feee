import type { JsonObject } from "./json.ts";

declare const brand: unique symbol;

/** The name of a thing in the registry: 1–128 of `a-zA-Z0-9:_-`, so it is safe in a topic. */
export type ThingName = string & { readonly [brand]: "ThingName" };

export function isThingName(text: string): text is ThingName {
  return /^[a-zA-Z0-9:_-]{1,128}$/.test(text);
}

/** @throws RangeError when AWS IoT would not accept the name. */
export function thingName(text: string): ThingName {
  if (isThingName(text)) return text;
  throw new RangeError(`Not a thing name: ${JSON.stringify(text.slice(0, 200))}`);
}

/** A thing as the registry and the fleet index know it. */
export interface Thing {
  readonly thingName: ThingName;
  readonly thingTypeName: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** What the index knows of the connection whose client ID is the thing's name; undefined when there is no index. */
  readonly connectivity: Connectivity | undefined;
  /** The classic shadow as the index last saw it. */
  readonly indexedShadow: { readonly desired: JsonObject; readonly reported: JsonObject } | undefined;
}

export interface Connectivity {
  readonly connected: boolean;
  /** Milliseconds since the epoch, when it connected or disconnected; absent when it never has. */
  readonly at: number | undefined;
  readonly disconnectReason: string | undefined;
  /** When we were told, by our own clock. */
  readonly heardAt: number;
}
