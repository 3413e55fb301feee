import { useEffect, useState } from "react";

import { asTrouble } from "#domain/trouble.ts";

import type { Loaded } from "#app/use-loaded.ts";

/** Opens something for as long as the component is there, and closes it after. `open` counts at the first render only. */
export function useOpened<Value extends AsyncDisposable>(open: () => Promise<Value>): Loaded<Value> {
  const [first] = useState(() => open);
  const [opened, setOpened] = useState<Loaded<Value>>({ kind: "loading" });
  useEffect(() => {
    let left = false;
    const opening = first();
    opening.then(
      (value) => !left && setOpened({ kind: "there", value }),
      (error: unknown) => !left && setOpened({ kind: "failed", trouble: asTrouble(error) }),
    );
    return () => {
      left = true;
      // What failed to open need not be closed, and nobody is left to be told that closing failed.
      opening.then((value) => value[Symbol.asyncDispose]()).catch(() => {});
    };
  }, [first]);
  return opened;
}
