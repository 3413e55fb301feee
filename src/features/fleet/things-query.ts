import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";

import type { Registry, ThingPage } from "#domain/ports.ts";

/** SearchIndex answers 15 times a second for the whole account, which all operators share: a large fleet is read again more rarely. */
const rereadMs = { least: 30_000, perPage: 2000 };

/** Every thing of the fleet, page after page. */
export function thingsQuery(registry: Registry) {
  return infiniteQueryOptions({
    queryKey: ["things"],
    queryFn: ({ pageParam, signal }) => registry.listThings({ nextToken: pageParam, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: ThingPage) => page.nextToken,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => Math.max(rereadMs.least, rereadMs.perPage * (state.data?.pages.length ?? 0)),
    staleTime: rereadMs.least,
    // The console tells its own connection's state; a browser's guess about the network must not hold questions back.
    networkMode: "always",
  });
}
