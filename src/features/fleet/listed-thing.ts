import type { InfiniteData, QueryClient } from "@tanstack/react-query";

import type { ThingPage } from "#domain/ports.ts";
import type { Thing, ThingName } from "#domain/thing.ts";

/** What the list knows of a thing, so that its page need not begin empty. */
export function listedThing(queries: QueryClient, thingName: ThingName): Thing | undefined {
  const list = queries.getQueryData<InfiniteData<ThingPage>>(["things"]);
  for (const { things } of list?.pages ?? []) {
    const found = things.find((thing) => thing.thingName === thingName);
    if (found) return found;
  }
  return undefined;
}
