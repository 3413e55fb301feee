import { useCallback, useEffect, useState } from "react";

/** The URL follows when the keys rest: a browser allows only so many changes of it, and nobody goes back letter by letter. */
const restMs = 200;

/**
 * What is typed into the search; the list follows at every key, ten thousand things take a few milliseconds.
 * @param q what the URL says
 */
export function useTypedSearch(q: string, onSearch: (q: string) => void) {
  const [typing, setTyping] = useState({ text: q, of: q });
  // A link, the back button, or "show all" changed it: that counts more than what was typed before.
  const text = typing.of === q ? typing.text : q;
  useEffect(() => {
    if (text === q) return undefined;
    const timer = setTimeout(() => onSearch(text), restMs);
    return () => clearTimeout(timer);
  }, [text, q, onSearch]);
  const settle = useCallback(() => {
    if (text !== q) onSearch(text);
  }, [text, q, onSearch]);
  return {
    typed: text,
    type: (next: string) => setTyping({ text: next, of: q }),
    /** Tells at once: the list may be gone before the keys have rested. */
    settle,
  };
}
