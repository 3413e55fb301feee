import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";

import type { Registry } from "#domain/ports.ts";
import type { ThingName } from "#domain/thing.ts";
import { useFeed, useLive } from "#live/useLive.ts";
import { useAnnounce } from "#ui/Announcer.tsx";
import { useWords } from "#words/useWords.ts";

import { CountCards } from "./CountCards.tsx";
import { FleetEmpty } from "./FleetEmpty.tsx";
import { FleetHeader } from "./FleetHeader.tsx";
import { FleetNotes } from "./FleetNotes.tsx";
import styles from "./FleetScreen.module.css";
import { FleetToolbar } from "./FleetToolbar.tsx";
import { type FleetView, wholeFleet } from "./fleet-view.ts";
import { ThingGrid } from "./ThingGrid.tsx";
import { useFleetRows } from "./use-fleet-rows.ts";
import { useHeld } from "./use-held.ts";
import { useNarrow } from "./use-narrow.ts";
import { useSlash } from "./use-slash.ts";
import { useStillOrder } from "./use-still-order.ts";
import { useThings } from "./use-things.ts";
import { useTypedSearch } from "./use-typed-search.ts";

interface FleetScreenProps {
  readonly registry: Registry;
  /** Names of things start with it. */
  readonly prefix: string;
  /** Of the operator. */
  readonly groups: readonly string[];
  readonly view: FleetView;
  readonly onView: (view: FleetView) => void;
  readonly opened: ThingName | undefined;
  readonly onOpen: (thingName: ThingName) => void;
  readonly hrefOf: (thingName: ThingName) => string;
  /** What scrolls the list. */
  readonly scroller: RefObject<HTMLElement | null>;
  /** How far it is scrolled when the list appears, in pixels. */
  readonly scrolledTo?: (() => number) | undefined;
}

/** Who is there, who is not, who ignores me. */
export function FleetScreen(props: FleetScreenProps) {
  const { registry, prefix, groups, view, onView, opened, onOpen, hrefOf, scroller, scrolledTo } = props;
  const { fleet } = useWords();
  const announce = useAnnounce();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const toFirst = useRef<() => void>(null);
  useSlash(search);
  const things = useThings(registry);
  const made = useFleetRows(things.things);
  const feed = useFeed();
  const { presences } = useLive();

  const change = useCallback((part: Partial<FleetView>) => onView({ ...view, ...part }), [onView, view]);
  const { typed, type, settle } = useTypedSearch(
    view.q,
    useCallback((q) => change({ q }), [change]),
  );
  const shownView = useMemo(() => ({ ...view, q: typed }), [view, typed]);
  const open = useCallback(
    (thingName: ThingName) => {
      settle();
      onOpen(thingName);
    },
    [settle, onOpen],
  );
  const { held, handlers } = useHeld();
  const { shown, moved, sortAnew } = useStillOrder(made, things.things, shownView, held || opened !== undefined);
  const { narrow, measure } = useNarrow();

  const unread = things.things.length === 0 && (things.loading || things.trouble !== undefined);
  const found = fleet.shown(shown.length, things.things.length);
  useEffect(() => {
    if (typed !== "") announce(found);
  }, [announce, typed, found]);

  return (
    <div className={styles["fleet"]} ref={measure}>
      <div className={styles["above"]} data-above>
        <FleetHeader
          shown={unread ? "" : things.loading ? fleet.loadedSoFar(things.things.length) : found}
          feed={feed}
        />
        <FleetNotes things={things} feed={feed} />
        <CountCards counts={unread ? undefined : made.counts} view={view} onView={change} />
      </div>
      <FleetToolbar
        view={view}
        typed={typed}
        onType={type}
        onView={change}
        search={search}
        onDown={() => toFirst.current?.()}
      />
      <div ref={list} className={styles["list"]} {...handlers}>
        {shown.length === 0 ? (
          <FleetEmpty
            things={things}
            feed={feed}
            prefix={prefix}
            groups={groups}
            onShowAll={() => onView({ ...wholeFleet, sort: view.sort })}
          />
        ) : (
          <ThingGrid
            shown={shown}
            sort={view.sort}
            onSort={(sort) => change({ sort })}
            opened={opened}
            onOpen={open}
            hrefOf={hrefOf}
            scroller={scroller}
            scrolledTo={scrolledTo}
            readAt={things.readAt}
            narrow={narrow}
            toFirst={toFirst}
            upTo={{ events: presences.taken(), newest: made.newestEvent }}
          />
        )}
        {moved > 0 && shown.length > 0 && (
          <div className={styles["moved"]}>
            <button
              type="button"
              onClick={() => {
                sortAnew();
                // The button goes, and a focus that goes with it would be nowhere.
                list.current?.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
                announce(fleet.movedSaid);
              }}
            >
              {fleet.moved(moved)}
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
