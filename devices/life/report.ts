import { passTime } from "./facts.ts";
import { type JsonObject, sameJson } from "./json.ts";
import { type Act, type Life, type Moment, reportedState } from "./life.ts";
import { draw } from "./random.ts";

/** The device with its instruments read, and the time set when it reads them next. */
export function measure(life: Life, { now, random }: Moment): Life {
  const facts = passTime(life.facts, life.settings, now - life.measuredAt, random);
  return { ...life, facts, measuredAt: now, reportAt: now + draw(life.temper.reports, random) };
}

/** Tells the shadow what it has not been told yet; nothing when there is nothing, or nobody listens. */
export function report(life: Life): { readonly life: Life; readonly acts: readonly Act[] } {
  if (life.link.status !== "connected") return { life, acts: [] };
  const now = reportedState(life);
  const state: JsonObject = Object.fromEntries(
    Object.entries(now).filter(([name, value]) => !sameJson(value, life.told[name])),
  );
  if (Object.keys(state).length === 0) return { life, acts: [] };
  return { life: { ...life, told: now }, acts: [{ kind: "report", state }] };
}
