import type { Trouble } from "#domain/trouble.ts";

/** A promise that is settled from outside. */
export interface Deferred {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (trouble: Trouble) => void;
}

export function deferred(): Deferred {
  let settle: Pick<Deferred, "resolve" | "reject"> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // Most of the time nobody waits for it; whoever does hears of the refusal.
  promise.catch(() => {});
  return { promise, resolve: () => settle?.resolve(), reject: (trouble) => settle?.reject(trouble) };
}
