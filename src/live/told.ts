import type { StoreApi } from "zustand/vanilla";

/** A store as its readers see it: what we were told, and nobody else's to write. */
export type Told<State> = Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe">;
