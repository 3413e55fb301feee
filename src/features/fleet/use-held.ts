import { useEffect, useMemo, useState } from "react";

/** A pointer that crosses the edge for a moment has not left. */
const lingerMs = 700;

/** Whether somebody is at the list: with the pointer or with the focus. */
export function useHeld() {
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const [lingering, setLingering] = useState(false);
  const touched = pointer || focus;
  if (touched && !lingering) setLingering(true);
  useEffect(() => {
    if (touched || !lingering) return undefined;
    const timer = setTimeout(() => setLingering(false), lingerMs);
    return () => clearTimeout(timer);
  }, [touched, lingering]);
  const handlers = useMemo(
    () => ({
      // Not onPointerEnter: React loses it where what was under the pointer before has gone from the page.
      onPointerMove: () => setPointer(true),
      onPointerDown: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: (event: React.FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
      },
    }),
    [],
  );
  return { held: lingering, handlers };
}
