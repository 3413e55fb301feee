import { NotEmulated } from "#local/wire/errors.ts";

/**
 * A setting that the embedded AWS would not honour is not taken and forgotten: it is refused by name. Values that switch a feature off pass.
 * @throws NotEmulated
 */
export function refuseLacking(
  operation: string,
  input: Readonly<Record<string, unknown>>,
  members: readonly string[],
): void {
  const asked = members.find((member) => isOn(input[member]));
  if (asked !== undefined) throw new NotEmulated(`${operation} with ${asked}`);
}

const off: ReadonlySet<unknown> = new Set([undefined, null, false, 0, "", "OFF", "DISABLED"]);

function isOn(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return !off.has(value);
  return Object.values(value).some((part) => !off.has(part));
}
