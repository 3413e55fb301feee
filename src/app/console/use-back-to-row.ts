import { type RefObject, useEffect, useRef } from "react";

/** Gives the focus back to the row of a thing that was closed. */
export function useBackToRow(scroller: RefObject<HTMLElement | null>, opened: string | undefined): void {
  const before = useRef(opened);
  useEffect(() => {
    const closed = opened === undefined ? before.current : undefined;
    before.current = opened;
    if (closed === undefined) return undefined;
    // The list may come back with this very change: its rows are drawn by the next picture.
    const picture = requestAnimationFrame(() => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-thing=${JSON.stringify(closed)}]`);
      row?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(picture);
  }, [scroller, opened]);
}
