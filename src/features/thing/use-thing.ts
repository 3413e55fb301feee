import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

import type { Registry } from "#domain/ports.ts";
import type { Thing, ThingName } from "#domain/thing.ts";
import { asTrouble, type Trouble } from "#domain/trouble.ts";
import { useFeed } from "#live/useLive.ts";

import { thingQuery } from "./thing-query.ts";

interface KnownThing {
  readonly thing: Thing | undefined;
  /** The registry has answered, and has no such thing. */
  readonly missing: boolean;
  readonly trouble: Trouble | undefined;
}

/** One thing as the registry knows it; asked again whenever we begin to hear. */
export function useThing(registry: Registry, thingName: ThingName, listed: Thing | undefined): KnownThing {
  const { data, error, isFetching, refetch } = useQuery(thingQuery(registry, thingName, listed));
  const feed = useFeed();
  const hearingSince = feed.live ? feed.since : undefined;
  const readFor = useRef<number>(undefined);
  useEffect(() => {
    // What is under way began before we heard; once it is done, the registry is asked again.
    if (isFetching || hearingSince === undefined || readFor.current === hearingSince) return;
    readFor.current = hearingSince;
    void refetch();
  }, [hearingSince, isFetching, refetch]);
  return { thing: data ?? undefined, missing: data === null, trouble: error ? asTrouble(error) : undefined };
}
