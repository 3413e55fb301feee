import { type Json, readJsonText } from "#domain/json.ts";

/** A value in one line: its JSON, with a space wherever the line may break. A text has quotation marks where it would be taken for something else. */
export function textOf(value: Json): string {
  return typeof value === "string" && !isMistakable(value) ? value : jsonOf(value);
}

/** "1" is not 1; nothing, blanks and a mere dash look like no value; what has to be escaped is only seen in quotation marks. */
function isMistakable(text: string): boolean {
  return /^[\s\p{Pd}]*$|^["\s]|\s$|\p{Cc}/u.test(text) || readJsonText(text) !== undefined;
}

function jsonOf(value: Json): string {
  if (typeof value === "number") return String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(", ")}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${jsonOf(member)}`);
  return `{${members.join(", ")}}`;
}
