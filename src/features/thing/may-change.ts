import type { Operator } from "#domain/ports.ts";
import type { ThingName } from "#domain/thing.ts";
import type { Trouble } from "#domain/trouble.ts";

/** The groups of the user pool whose policies allow publishing to a shadow. */
const changers: ReadonlySet<string> = new Set(["operator", "engineer"]);

export type WhyNot = "viewer" | "nobody" | "prefix";

/** Why this operator cannot change this thing; undefined when they can. The service decides, this only says it beforehand. */
export function whyNotChange({ groups }: Operator, thingName: ThingName, prefix: string): WhyNot | undefined {
  if (!groups.some((group) => changers.has(group))) return groups.includes("viewer") ? "viewer" : "nobody";
  return thingName.startsWith(prefix) ? undefined : "prefix";
}

const refusals: ReadonlySet<Trouble["code"]> = new Set([
  "not-authorized",
  "publish-not-authorized",
  "subscribe-not-authorized",
] as const);

/** Whether AWS did what is to be expected of a thing that is not of the fleet: nothing is wrong then, and nothing to be mended. */
export function isExpectedRefusal(trouble: Trouble | undefined, thingName: ThingName, prefix: string): boolean {
  return trouble !== undefined && refusals.has(trouble.code) && !thingName.startsWith(prefix);
}
