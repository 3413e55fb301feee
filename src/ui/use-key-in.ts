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
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select") !== null;
      if (typing && key.length === 1) return;
      event.preventDefault();
      press.current();
    };
    const heard = element.current;
    heard?.addEventListener("keydown", hear);
    return () => heard?.removeEventListener("keydown", hear);
  }, [element, key]);
}
