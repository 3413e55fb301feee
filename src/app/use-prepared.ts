import { useEffect } from "react";

/** Fetches what comes next while nothing else is to be done: an operator types a password longer than this takes. */
export function usePrepared(prepare: () => Promise<unknown>): void {
  useEffect(() => {
    // Nobody waits for it here; whoever does later hears why it failed.
    const run = () => void prepare().catch(() => {});
    if (!("requestIdleCallback" in globalThis)) {
      const timer = setTimeout(run, 300);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(run, { timeout: 2000 });
    return () => cancelIdleCallback(idle);
  }, [prepare]);
}
