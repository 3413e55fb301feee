import type { Store, Table } from "./store.ts";

/** The state document of one shadow as it is kept. */
export interface StoredShadow {
  readonly state: { readonly desired?: unknown; readonly reported?: unknown };
  readonly metadata: { readonly desired?: unknown; readonly reported?: unknown };
  readonly version: number;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

export interface Shadows {
  /** Thing name → its classic shadow. */
  readonly classic: Table<StoredShadow>;
}

export function openShadows({ store }: { readonly store: Store }): Shadows {
  return { classic: store.table("iot-shadows") };
}
