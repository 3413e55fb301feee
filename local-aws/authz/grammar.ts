import { type Fault, MalformedPolicy } from "./malformed-policy.ts";

/** A JSON object of a policy document. */
export type Block = Readonly<Record<string, unknown>>;

export function isBlock(value: unknown): value is Block {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws MalformedPolicy */
export function requireBlock(value: unknown, what: string): Block {
  if (isBlock(value)) return value;
  throw new MalformedPolicy("syntax", `${what} must be an object.`);
}

/** A string or a list of strings, as policies write both. @throws MalformedPolicy */
export function requireStrings(value: unknown, what: string, fault: Fault = "syntax"): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const strings = list.filter((item) => typeof item === "string");
  if (strings.length === list.length && list.length > 0) return strings;
  throw new MalformedPolicy(fault, `${what} must be a string or a list of strings.`);
}

/** An element that the grammar does not know is refused, not ignored. @throws MalformedPolicy */
export function refuseUnknown(block: Block, known: ReadonlySet<string>, where: string): void {
  const unknown = Object.keys(block).find((name) => !known.has(name));
  if (unknown !== undefined) throw new MalformedPolicy("syntax", `Unknown element '${unknown}' in ${where}.`, unknown);
}
