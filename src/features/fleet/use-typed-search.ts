import { useCallback, useEffect, useState } from "react";

/** The URL follows when the keys rest: a browser allows only so many changes of it, and nobody goes back letter by letter. */
const restMs = 200;

interface Typing {
  readonly text: string;
  /** What the URL said when we last looked. */
  readonly q: string;
  /** What we asked the URL to say and have not seen in it yet, oldest first: it follows later, and the typing goes on meanwhile. */
  readonly told: readonly string[];
}

/**
 * What is typed into the search; the list follows at every key, ten thousand things take a few milliseconds.
 * @param q what the URL says
 */
export function useTypedSearch(q: string, onSearch: (q: string) => void) {
  const [typing, setTyping] = useState<Typing>({ text: q, q, told: [] });
  const now = typing.q === q ? typing : followed(typing, q);
  if (now !== typing) setTyping(now);
  const { text } = now;
  const tell = useCallback(
    (said: string) => {
      setTyping((before) => ({ ...before, told: [...before.told, said] }));
      onSearch(said);
    },
    [onSearch],
  );
  useEffect(() => {
    if (text === q) return undefined;
    const timer = setTimeout(() => tell(text), restMs);
    return () => clearTimeout(timer);
  }, [text, q, tell]);
  const settle = useCallback(() => {
    if (text !== q) tell(text);
  }, [text, q, tell]);
  return {
    typed: text,
    type: (next: string) => setTyping((before) => ({ ...before, text: next })),
    /** Tells at once: the list may be gone before the keys have rested. */
    settle,
  };
}

/** The URL has changed. Our own echo says nothing new; a link, the back button, or "show all" counts more than what was typed before. */
function followed({ text, told }: Typing, q: string): Typing {
  const echo = told.lastIndexOf(q);
  return echo < 0 ? { text: q, q, told: [] } : { text, q, told: told.slice(echo + 1) };
}
