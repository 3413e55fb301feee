import type { Filter, JsonFilter } from "./filter.ts";
import { readComparison } from "./json-comparison.ts";

/** More than any pattern of 1,024 characters needs. */
const deepest = 50;

/**
 * Reads `{ $.field = "value" && ($.other > 5 || $.third NOT EXISTS) }`. && binds tighter than ||.
 * Undefined when it is no such pattern. A message that is not JSON passes none.
 */
export function readJsonPattern(source: string): Filter | undefined {
  let at = 0;
  let depth = 0;

  const take = (token: string): boolean => {
    while (/\s/.test(source[at] ?? "")) at += 1;
    if (!source.startsWith(token, at)) return false;
    at += token.length;
    return true;
  };
  const list = (separator: string, read: () => JsonFilter | undefined): readonly JsonFilter[] | undefined => {
    const parts: JsonFilter[] = [];
    do {
      const part = read();
      if (!part) return undefined;
      parts.push(part);
    } while (take(separator));
    return parts;
  };
  const either = (): JsonFilter | undefined => {
    const parts = list("||", both);
    return parts && ((event) => parts.some((part) => part(event)));
  };
  const both = (): JsonFilter | undefined => {
    const parts = list("&&", primary);
    return parts && ((event) => parts.every((part) => part(event)));
  };
  const primary = (): JsonFilter | undefined => {
    if (!take("(")) return comparison();
    depth += 1;
    const inside = depth <= deepest ? either() : undefined;
    depth -= 1;
    return take(")") ? inside : undefined;
  };
  const comparison = (): JsonFilter | undefined => {
    const read = readComparison(source, at);
    if (!read) return undefined;
    at = read.end;
    return read.filter;
  };

  if (!take("{")) return undefined;
  const filter = either();
  if (!filter || !take("}") || source.slice(at).trim() !== "") return undefined;
  return (message) => {
    const event = parse(message);
    return event !== undefined && filter(event);
  };
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
