import { type RefObject, useEffect, useRef } from "react";

/**
 * Hears a key pressed within an element, unless something within has taken it already, or it is a letter and is being typed.
 * @param key as in KeyboardEvent.key
 */
export function useKeyIn(element: RefObject<HTMLElement | null>, key: string, onPress: () => void): void {
  const press = useRef(onPress);
  useEffect(() => {
    press.current = onPress;
  }, [onPress]);
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== key || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.target instanceof Element) || element.current?.contains(event.target) !== true) return;
      if (key.length === 1 && event.target.closest("input, textarea, select")) return;
      event.preventDefault();
      press.current();
    };
    // At the document: whatever React's own handlers have taken has been taken by then.
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, [element, key]);
}
