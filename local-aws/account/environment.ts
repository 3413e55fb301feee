import type { Clock } from "./clock.ts";
import type { Endpoints } from "./endpoints.ts";
import type { Ids } from "./ids.ts";
import type { Store } from "./store.ts";

/** What every part of an account stands on. Parts take what they need of it: `Pick<Environment, "store" | "clock">`. */
export interface Environment {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly store: Store;
  readonly endpoints: Endpoints;
  /** Tells whoever watches the terminal, in one line. */
  readonly tell: (line: string) => void;
}
