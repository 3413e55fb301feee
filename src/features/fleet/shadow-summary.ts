import { type Json, sameJson } from "#domain/json.ts";
import { type Shadow, shadowFields } from "#domain/shadow.ts";

type States = Pick<Shadow, "desired" | "reported">;

/** The one field that a row has room for. */
export interface ShadowSummary {
  readonly path: readonly string[];
  readonly reported: Json | undefined;
  /** What is asked for instead of it; undefined when nothing is. */
  readonly desired: Json | undefined;
  /** How many fields are asked for that the device does not report. */
  readonly pending: number;
}

const summaries = new WeakMap<States, ShadowSummary | "empty">();

/** What a row shows of a shadow: first what is asked and not reported, else `power`, else the first plain value. */
export function summaryOf(shadow: States | undefined): ShadowSummary | undefined {
  if (!shadow) return undefined;
  const known = summaries.get(shadow) ?? summarise(shadow) ?? "empty";
  summaries.set(shadow, known);
  return known === "empty" ? undefined : known;
}

function summarise({ desired, reported }: States): ShadowSummary | undefined {
  const fields = shadowFields({ desired, reported, metadata: { desired: {}, reported: {} }, version: 0, heardAt: 0 });
  const pending = fields.filter(({ differs }) => differs);
  const shown =
    pending[0] ??
    fields.find(({ path }) => sameJson([...path], ["power"])) ??
    fields.find(({ reported: side }) => side !== undefined && typeof side.value !== "object");
  if (!shown) return undefined;
  return {
    path: shown.path,
    reported: shown.reported?.value,
    desired: shown.differs ? shown.desired?.value : undefined,
    pending: pending.length,
  };
}
