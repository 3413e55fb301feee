import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";

/** Puts the list back to where it was when it returns from behind a thing. */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, shown: boolean): void {
  const kept = useRef(0);
  useLayoutEffect(() => {
    if (shown) scroller.current?.scrollTo({ top: kept.current });
  }, [scroller, shown]);
  useEffect(() => {
    const element = scroller.current;
    if (!shown || !element) return undefined;
    const keep = () => {
      kept.current = element.scrollTop;
    };
    element.addEventListener("scroll", keep, { passive: true });
    return () => element.removeEventListener("scroll", keep);
  }, [scroller, shown]);
}
