import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";

import type { Registry } from "#domain/ports.ts";
import type { Thing } from "#domain/thing.ts";
import { asTrouble, type Trouble } from "#domain/trouble.ts";
import { useFeed } from "#live/useLive.ts";

import { byName } from "./fleet-order.ts";
import { thingsQuery } from "./things-query.ts";

export interface Things {
  /** By name. */
  readonly things: readonly Thing[];
  /** The first reading is not at its end. */
  readonly loading: boolean;
  readonly source: "index" | "registry" | undefined;
  /** When the list was last read to its end, milliseconds since the epoch. */
  readonly readAt: number;
  readonly trouble: Trouble | undefined;
  readonly readAgain: () => void;
}

/** The registry's list, read to its end, and again whenever we begin to hear: what happened before that, nobody told us. */
export function useThings(registry: Registry): Things {
  const query = useInfiniteQuery(thingsQuery(registry));
  const { data, error, hasNextPage, isFetchingNextPage, isFetching, fetchNextPage, refetch } = query;
  const feed = useFeed();
  const hearingSince = feed.live ? feed.since : undefined;

  const pages = data?.pages;
  const readFor = useRef<number>(undefined);
  useEffect(() => {
    // What is under way began before we heard; once it is done, everything is asked again.
    if (isFetching) return;
    if (hearingSince !== undefined && readFor.current !== hearingSince) {
      readFor.current = hearingSince;
      void refetch();
    } else if (pages && hasNextPage && !error) {
      void fetchNextPage();
    }
  }, [hearingSince, pages, hasNextPage, isFetching, error, fetchNextPage, refetch]);

  const things = useMemo(() => {
    // A thing that moves from page to page while they are read comes twice.
    const known = new Map(pages?.flatMap((page) => page.things.map((thing) => [thing.thingName, thing])));
    return byName([...known.values()]);
  }, [pages]);
  return {
    things,
    loading: !error && (data === undefined || hasNextPage || isFetchingNextPage),
    source: pages?.some((page) => page.source === "registry") ? "registry" : pages?.[0]?.source,
    readAt: query.dataUpdatedAt,
    trouble: error ? asTrouble(error) : undefined,
    readAgain: () => void refetch(),
  };
}
