import { queryOptions } from "@tanstack/react-query";

import type { Registry } from "#domain/ports.ts";
import type { Thing, ThingName } from "#domain/thing.ts";

/** As often as the list at its best: presence of the index shows what no event told us. */
const rereadMs = 30_000;

/** What the registry and the index know of one thing; `null` when there is no such thing. */
export function thingQuery(registry: Registry, thingName: ThingName, listed: Thing | undefined) {
  return queryOptions({
    queryKey: ["thing", thingName],
    queryFn: async ({ signal }) => (await registry.describeThing(thingName, signal)) ?? null,
    refetchInterval: rereadMs,
    ...(listed ? { placeholderData: listed } : {}),
    networkMode: "always",
  });
}
