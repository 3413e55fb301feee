import { delta, merge, type Section, stamp } from "./shadow-merge.ts";
import { ShadowRefused, type ShadowUpdate } from "./shadow-request.ts";

/** The rules of a shadow, free of time, topics and storage: a document and a request in, a document and what is said of it out. */

/** The state document of one shadow as it is kept. */
export interface StoredShadow {
  readonly state: { readonly desired?: unknown; readonly reported?: unknown };
  readonly metadata: { readonly desired?: unknown; readonly reported?: unknown };
  readonly version: number;
  /** Seconds since the epoch. */
  readonly timestamp: number;
}

/** A shadow changed: what is kept from now on, and the documents that AWS publishes about it. */
export interface ShadowChange {
  readonly next: StoredShadow;
  readonly accepted: unknown;
  /** Undefined when desired and reported agree. */
  readonly delta: unknown;
  readonly documents: unknown;
}

/** Without metadata, in bytes. */
const largestState = 8 * 1024;

const sections = ["desired", "reported"] as const;

/**
 * @param last the version that the shadow had, or had when it was deleted; 0 for none.
 * @param at seconds since the epoch.
 * @throws ShadowRefused
 */
export function updateShadow(
  current: StoredShadow | undefined,
  last: number,
  { state: change, version: expected, clientToken }: ShadowUpdate,
  at: number,
): ShadowChange {
  if (expected !== undefined && expected !== last) throw new ShadowRefused(409, "Version conflict", clientToken);
  const previous = current ?? { state: {}, metadata: {}, version: last };
  const { state, metadata } = change === null ? empty : mergeSections(previous, change, at);
  if (Buffer.byteLength(JSON.stringify(state)) > largestState)
    throw new ShadowRefused(413, "The payload exceeds the maximum size allowed", clientToken);

  const next = { state, metadata, version: last + 1, timestamp: at };
  const token = clientToken !== undefined && { clientToken };
  const difference = differenceIn(next);
  const tail = { version: next.version, timestamp: at, ...token };
  return {
    next,
    // Only what the request named, `null` where it removed.
    accepted: { state: change, metadata: stamp(change, at), ...tail },
    delta: difference && { version: next.version, timestamp: at, ...difference, ...token },
    documents: {
      previous: { state: previous.state, metadata: previous.metadata, version: previous.version },
      current: { state, metadata, version: next.version },
      timestamp: at,
      ...token,
    },
  };
}

/** The document that a get answers: with the delta, without empty sections. */
export function describeShadow({ state, metadata, version }: StoredShadow, at: number, clientToken?: string): unknown {
  const difference = differenceIn({ state, metadata });
  return {
    state: { ...state, ...(difference && { delta: difference.state }) },
    metadata,
    version,
    timestamp: at,
    ...(clientToken !== undefined && { clientToken }),
  };
}

const empty = { state: {}, metadata: {} };

function mergeSections(
  { state, metadata }: Pick<StoredShadow, "state" | "metadata">,
  change: NonNullable<ShadowUpdate["state"]>,
  at: number,
): Pick<StoredShadow, "state" | "metadata"> {
  const merged = sections.flatMap((name) => {
    const part = change[name];
    const old = { state: state[name], metadata: metadata[name] };
    const section = part === undefined ? old : part !== null && merge(old, part, at);
    return section && hasFields(section) ? [[name, section] as const] : [];
  });
  return {
    state: Object.fromEntries(merged.map(([name, section]) => [name, section.state])),
    metadata: Object.fromEntries(merged.map(([name, section]) => [name, section.metadata])),
  };
}

function hasFields({ state }: Section): boolean {
  return typeof state === "object" && state !== null && Object.keys(state).length > 0;
}

function differenceIn({ state, metadata }: Pick<StoredShadow, "state" | "metadata">): Section | undefined {
  if (state.desired === undefined) return undefined;
  return delta({ state: state.desired, metadata: metadata.desired }, state.reported ?? {});
}
