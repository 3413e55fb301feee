import { isRecord } from "./record.ts";

/** Writes `value` as the content of an element, in the manner of AWS's query protocol: lists as `member` elements, absent members left out. */
export function xml(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (value instanceof Date) return value.toISOString().replace(/\.\d{3}Z$/, "Z");
  if (Array.isArray(value)) return value.map((item) => `<member>${xml(item)}</member>`).join("");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return escape(String(value));
  if (!isRecord(value)) throw new TypeError(`There is no XML for a ${typeof value}.`);
  return Object.entries(value)
    .filter(([, content]) => content !== undefined)
    .map(([name, content]) => `<${name}>${xml(content)}</${name}>`)
    .join("");
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
