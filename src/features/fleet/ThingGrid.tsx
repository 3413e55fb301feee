import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type Ref, type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from "react";

import type { ThingName } from "#domain/thing.ts";
import { useStorm } from "#live/useLive.ts";
import { cx } from "#ui/cx.ts";
import { useMediaQuery } from "#ui/useMediaQuery.ts";
import { useWords } from "#words/useWords.ts";

import type { FleetRow } from "./fleet-rows.ts";
import columns from "./columns.module.css";
import { GridHeader } from "./GridHeader.tsx";
import type { FleetSort } from "./fleet-view.ts";
import { ThingRow } from "./ThingRow.tsx";
import styles from "./ThingGrid.module.css";
import { useGridKeys } from "./use-grid-keys.ts";
import { useOffsetIn } from "./use-offset-in.ts";

interface ThingGridProps {
  readonly shown: readonly FleetRow[];
  readonly sort: FleetSort;
  readonly onSort: (sort: FleetSort) => void;
  readonly opened: ThingName | undefined;
  readonly onOpen: (thingName: ThingName) => void;
  readonly hrefOf: (thingName: ThingName) => string;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly scrolledTo: (() => number) | undefined;
  readonly readAt: number;
  readonly narrow: boolean;
  /** Is given the way to the first row. */
  readonly toFirst: Ref<() => void>;
  /** What has gone into this picture: for whoever measures how far it is behind. */
  readonly upTo: { readonly events: number; readonly newest: number };
}

/** In rem, so that rows grow with the reader's letters. */
const rowRem = { wide: 3, narrow: 4.25 };
/** What sticks above the rows: the search and the header. */
const stickyRem = 7;

/** The list: only the rows in sight are in the document, however large the fleet. */
export function ThingGrid(props: ThingGridProps) {
  const { shown, sort, onSort, opened, onOpen, hrefOf, scroller, scrolledTo, readAt, narrow, toFirst, upTo } = props;
  const { fleet } = useWords();
  const storm = useStorm();
  const typed = useMemo(() => shown.some(({ thing }) => thing.thingTypeName !== undefined), [shown]);
  const body = useRef<HTMLDivElement>(null);
  const rem = useRem();
  const height = Math.round(rem * (narrow ? rowRem.narrow : rowRem.wide));
  const scrollMargin = useOffsetIn(scroller, body);

  const reveal = useRef<(index: number) => void>(() => {});
  const keys = useGridKeys({
    shown,
    pageSize: useCallback(
      () => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - stickyRem * rem) / height)),
      [scroller, rem, height],
    ),
    reveal: useCallback((index) => reveal.current(index), []),
    focus: useCallback((thingName) => {
      const row = body.current?.querySelector<HTMLElement>(`[data-thing="${thingName}"]`);
      row?.focus({ preventScroll: true });
      return row !== null && row !== undefined;
    }, []),
    open: onOpen,
  });
  const { active, setActive, go, onKeyDown } = keys;
  useImperativeHandle(toFirst, () => () => go(0), [go]);
  const activeIndex = Math.max(
    0,
    shown.findIndex(({ thing }) => thing.thingName === active),
  );

  // oxlint-disable-next-line react/incompatible-library -- nothing that it returns is memoized here, and no compiler runs
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => shown[index]?.thing.thingName ?? index,
    // The row that holds the focus stays in the document while it is out of sight.
    rangeExtractor: (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), activeIndex])].toSorted((a, b) => a - b),
    scrollMargin,
    scrollPaddingStart: stickyRem * rem,
    scrollPaddingEnd: rem,
    overscan: 6,
    // It scrolls there itself as soon as it knows its scroller, and draws those rows at once.
    initialOffset: scrolledTo ?? 0,
    initialRect: { width: 1000, height: 900 },
  });
  useEffect(() => {
    reveal.current = (index) => virtualizer.scrollToIndex(index);
  }, [virtualizer]);

  /* oxlint-disable jsx-a11y/prefer-tag-over-role -- see ThingRow */
  return (
    <div
      role="grid"
      aria-label={fleet.grid}
      aria-rowcount={shown.length + 1}
      data-storm={storm || undefined}
      data-events={upTo.events}
      data-newest-event={upTo.newest}
      tabIndex={-1}
      className={cx(styles["grid"], !typed && columns["untyped"])}
      onKeyDown={onKeyDown}
    >
      <GridHeader sort={sort} onSort={onSort} readAt={readAt} />
      <div ref={body} role="rowgroup" className={styles["body"]} style={{ height: shown.length * height }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const row = shown[index];
          if (!row) return null;
          const { thingName } = row.thing;
          return (
            <ThingRow
              key={thingName}
              row={row}
              index={index}
              top={start - scrollMargin}
              height={height}
              active={index === activeIndex}
              open={thingName === opened}
              href={hrefOf(thingName)}
              onOpen={onOpen}
              onActive={setActive}
            />
          );
        })}
      </div>
    </div>
  );
}

function useRem(): number {
  // The reader's letters change seldom; the breakpoint is only what makes us look again.
  const wide = useMediaQuery("(min-width: 60rem)");
  // oxlint-disable-next-line react/exhaustive-deps -- read anew whenever the answer changes
  return useMemo(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16, [wide]);
}
