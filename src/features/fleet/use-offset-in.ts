import { type RefObject, useLayoutEffect, useState } from "react";

/** How far below the top of what `scroller` scrolls an element stands, kept true while what stands above it grows and shrinks. */
export function useOffsetIn(scroller: RefObject<HTMLElement | null>, element: RefObject<HTMLElement | null>): number {
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => {
    const [outer, inner] = [scroller.current, element.current];
    if (!outer || !inner) return undefined;
    const measure = () => {
      setOffset(Math.round(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const above of outer.querySelectorAll("[data-above]")) observer.observe(above);
    observer.observe(outer);
    return () => observer.disconnect();
  }, [scroller, element]);
  return offset;
}
