import { useEffect, useState } from "react";

import { asTrouble, type Trouble } from "#domain/trouble.ts";

export type Loaded<Value> =
  | { readonly kind: "loading" }
  | { readonly kind: "there"; readonly value: Value }
  | { readonly kind: "failed"; readonly trouble: Trouble };

/** What a promise brings. Give it the same promise at every render. */
export function useLoaded<Value>(promise: Promise<Value>): Loaded<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ kind: "loading" });
  useEffect(() => {
    let left = false;
    promise.then(
      (value) => !left && setLoaded({ kind: "there", value }),
      (error: unknown) => !left && setLoaded({ kind: "failed", trouble: asTrouble(error) }),
    );
    return () => {
      left = true;
    };
  }, [promise]);
  return loaded;
}
