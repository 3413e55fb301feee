import type { Operator } from "#domain/ports.ts";
import type { ThingName } from "#domain/thing.ts";

/** The groups of the user pool whose policies allow publishing to a shadow. */
const changers: ReadonlySet<string> = new Set(["operator", "engineer"]);

export type WhyNot = "viewer" | "nobody" | "prefix";

/** Why this operator cannot change this thing; undefined when they can. The service decides, this only says it beforehand. */
export function whyNotChange({ groups }: Operator, thingName: ThingName, prefix: string): WhyNot | undefined {
  if (!groups.some((group) => changers.has(group))) return groups.includes("viewer") ? "viewer" : "nobody";
  return thingName.startsWith(prefix) ? undefined : "prefix";
}
