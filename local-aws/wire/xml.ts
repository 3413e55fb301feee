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

/** What XML cannot write at all (its §2.2), a replacement character stands for. */
function escape(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\u{fffd}")
    .replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}
