import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from "react";

/** Puts the list back to where it was when it returns from behind a thing. Tells where that is, in pixels, before it is drawn. */
export function useKeptScroll(scroller: RefObject<HTMLElement | null>, shown: boolean): () => number {
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
  return useCallback(() => kept.current, []);
}
