import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";

import type { ThingName } from "#domain/thing.ts";

import type { FleetRow } from "./fleet-rows.ts";

interface GridKeys {
  /** The row that the tab key reaches; it is held by name, so that it stays the same thing wherever it moves. */
  readonly active: ThingName | undefined;
  readonly setActive: (thingName: ThingName) => void;
  /** Moves the focus to the row of this index, from 0. */
  readonly go: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface Grid {
  readonly shown: readonly FleetRow[];
  readonly pageSize: () => number;
  readonly reveal: (index: number) => void;
  readonly focus: (thingName: ThingName) => boolean;
  readonly open: (thingName: ThingName) => void;
}

/**
 * Arrows, Home, End, Page Up and Down move the focus from row to row; Enter and Space open one.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function useGridKeys({ shown, pageSize, reveal, focus, open }: Grid): GridKeys {
  const [active, setActive] = useState<ThingName>();
  // A row that is far away is drawn first and focused then.
  const due = useRef<ThingName>(undefined);
  useEffect(() => {
    if (due.current !== undefined && focus(due.current)) due.current = undefined;
  });

  const go = useCallback(
    (index: number) => {
      const name = shown[index]?.thing.thingName;
      if (name === undefined) return;
      due.current = focus(name) ? undefined : name;
      reveal(index);
      setActive(name);
    },
    [shown, reveal, focus],
  );
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const last = shown.length - 1;
      const at = shown.findIndex(({ thing }) => thing.thingName === active);
      if ((event.key === "Enter" || event.key === " ") && active !== undefined && at >= 0) {
        event.preventDefault();
        open(active);
        return;
      }
      const to = placeAfter(event.key, at, pageSize());
      if (to === undefined) return;
      event.preventDefault();
      go(Math.max(0, Math.min(last, to)));
    },
    [shown, active, pageSize, go, open],
  );
  return { active, setActive, go, onKeyDown };
}

function placeAfter(key: string, at: number, page: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return at + 1;
    case "ArrowUp":
      return at - 1;
    case "PageDown":
      return at + page;
    case "PageUp":
      return at - page;
    case "Home":
      return 0;
    case "End":
      return Infinity;
    default:
      return undefined;
  }
}
