import type { JsonObject } from "#domain/json.ts";
import { type Thing, thingName } from "#domain/thing.ts";

interface Wish {
  readonly type?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly connected?: boolean;
  /** Milliseconds since the epoch. */
  readonly at?: number | undefined;
  readonly heardAt?: number;
  readonly reason?: string;
  readonly desired?: JsonObject;
  readonly reported?: JsonObject;
}

/** A thing as the fleet index tells it; connected and reporting that its power is on, unless told otherwise. */
export function thing(name: string, wish: Wish = {}): Thing {
  const { desired = {}, reported = { power: "ON" }, connected = true, heardAt = Date.UTC(2026, 10, 21) } = wish;
  return {
    thingName: thingName(name),
    thingTypeName: wish.type,
    attributes: wish.attributes ?? {},
    connectivity: { connected, at: "at" in wish ? wish.at : heardAt - 60_000, disconnectReason: wish.reason, heardAt },
    indexedShadow: { desired, reported },
  };
}
