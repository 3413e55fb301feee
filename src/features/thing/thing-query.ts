import { queryOptions } from "@tanstack/react-query";

import type { Registry } from "#domain/ports.ts";
import type { Thing, ThingName } from "#domain/thing.ts";

/** What the registry and the index know of one thing; `null` when there is no such thing. */
export function thingQuery(registry: Registry, thingName: ThingName, listed: Thing | undefined) {
  return queryOptions({
    queryKey: ["thing", thingName],
    queryFn: async ({ signal }) => (await registry.describeThing(thingName, signal)) ?? null,
    ...(listed ? { placeholderData: listed } : {}),
    networkMode: "always",
  });
}
