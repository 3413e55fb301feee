import { isRecord } from "#local/wire/record.ts";

/**
 * Merging states, and telling what differs. Keys come from outside, so objects are only ever made by `Object.fromEntries`, which
 * knows no special keys.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
 */

/** A section of a shadow with the times of its fields. Undefined when it has none. */
export interface Section {
  readonly state: unknown;
  readonly metadata: unknown;
}

/** Fields of `change` replace those of `section`, `null` removes; arrays and other values are replaced whole. `at` in seconds. */
export function merge(section: Section, change: Readonly<Record<string, unknown>>, at: number): Section {
  const state = entriesOf(section.state);
  const metadata = entriesOf(section.metadata);
  for (const [key, value] of Object.entries(change)) {
    if (value === null) {
      state.delete(key);
      metadata.delete(key);
      continue;
    }
    const old = state.get(key);
    const merged = isRecord(value)
      ? merge(isRecord(old) ? { state: old, metadata: metadata.get(key) } : nothing, value, at)
      : { state: value, metadata: stamp(value, at) };
    state.set(key, merged.state);
    metadata.set(key, merged.metadata);
  }
  return { state: Object.fromEntries(state), metadata: Object.fromEntries(metadata) };
}

const nothing: Section = { state: {}, metadata: {} };

/** The metadata of a value: its own shape, with `{timestamp}` for each leaf. */
export function stamp(value: unknown, at: number): unknown {
  if (Array.isArray(value)) return value.map((item) => stamp(item, at));
  if (isRecord(value)) return mapValues(value, (item) => stamp(item, at));
  return { timestamp: at };
}

/** What of `desired` is absent from `reported` or differs there, with the path to it; undefined when nothing does. */
export function delta(desired: Section, reported: unknown): Section | undefined {
  if (!isRecord(desired.state) || !isRecord(reported)) return equal(desired.state, reported) ? undefined : desired;
  const metadata = entriesOf(desired.metadata);
  const other = entriesOf(reported);
  const differing = Object.entries(desired.state).flatMap(([key, state]) => {
    const part = delta({ state, metadata: metadata.get(key) }, other.get(key));
    return part ? [[key, part] as const] : [];
  });
  if (differing.length === 0) return undefined;
  return {
    state: Object.fromEntries(differing.map(([key, part]) => [key, part.state])),
    metadata: Object.fromEntries(differing.map(([key, part]) => [key, part.metadata])),
  };
}

/** Whether two JSON values are the same, whatever the order of their keys. */
function equal(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, at) => equal(item, b[at]));
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const other = entriesOf(b);
  const entries = Object.entries(a);
  return (
    entries.length === other.size && entries.every(([key, value]) => other.has(key) && equal(value, other.get(key)))
  );
}

function entriesOf(value: unknown): Map<string, unknown> {
  return new Map(isRecord(value) ? Object.entries(value) : []);
}

function mapValues(value: Readonly<Record<string, unknown>>, change: (item: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
