import { useCallback, useState } from "react";

/** The width, in rem, below which rows become cards: the same as in the style sheets beside this. */
const narrowRem = 44;

/** Whether the element that `measure` is given to has room for cards only. */
export function useNarrow() {
  const [narrow, setNarrow] = useState(false);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setNarrow(entry.contentRect.width <= narrowRem * rem);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { narrow, measure };
}
