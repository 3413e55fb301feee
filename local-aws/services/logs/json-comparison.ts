import { NotEmulated } from "#local/wire/errors.ts";
import { isRecord } from "#local/wire/record.ts";

import type { JsonFilter } from "./filter.ts";

/** A property selector: names and positions from the root; undefined stands for any. */
type Path = readonly (string | undefined)[];

const step = /\.\*|\.?\[\*\]|\.([\w-]+)|\.?\['([^']*)'\]|\[(\d+)\]/y;
const existence = /\s+(NOT\s+EXISTS|IS\s+(?:NULL|TRUE|FALSE))/y;
const comparing = /\s*(!=|>=|<=|=|>|<)\s*(?:"((?:\\.|[^"\\])*)"|(%)|([^\s(){}&|"%]+))/sy;

/** Reads `$.field = value` from `at` on, and says where it ends. Undefined when there is none. */
export function readComparison(
  source: string,
  at: number,
): { readonly filter: JsonFilter; readonly end: number } | undefined {
  const selector = readSelector(source, at);
  if (!selector) return undefined;
  const { path, end } = selector;
  const word = match(existence, source, end)?.[1]?.replaceAll(/\s+/g, " ");
  if (word !== undefined) return { filter: existenceFilter(word, path), end: existence.lastIndex };
  const [, operator, quoted, regex, bare] = match(comparing, source, end) ?? [];
  if (operator === undefined) return undefined;
  if (regex !== undefined) throw new NotEmulated("regular expressions in filter patterns");
  const holds = readTest(operator, quoted?.replaceAll(/\\(.)/gs, "$1") ?? bare ?? "");
  const filter: JsonFilter = (event) => nodesAt(event, path).some((node) => isValue(node) && holds(node));
  return { filter, end: comparing.lastIndex };
}

function readSelector(source: string, at: number): { readonly path: Path; readonly end: number } | undefined {
  let end = at + source.slice(at).search(/\S|$/);
  if (source[end] !== "$") return undefined;
  end += 1;
  const path: (string | undefined)[] = [];
  for (let found = match(step, source, end); found; found = match(step, source, end)) {
    path.push(found[1] ?? found[2] ?? found[3]);
    end = step.lastIndex;
  }
  return path.length > 0 ? { path, end } : undefined;
}

function existenceFilter(word: string, path: Path): JsonFilter {
  if (word === "NOT EXISTS") return (event) => nodesAt(event, path).length === 0;
  const wanted = word === "IS NULL" ? null : word === "IS TRUE";
  return (event) => nodesAt(event, path).includes(wanted);
}

/** Every node that the path leads to: one, or with a wildcard any number. */
function nodesAt(node: unknown, [first, ...rest]: Path): readonly unknown[] {
  const isList = Array.isArray(node);
  if (!isList && !isRecord(node)) return [];
  const entries: readonly (readonly [string, unknown])[] = Object.entries(node);
  const inner = first === undefined ? entries : entries.filter(([name]) => name === first);
  return inner.flatMap(([, value]) => (rest.length === 0 ? [value] : nodesAt(value, rest)));
}

type Value = string | number | boolean;

/** "If a property selector points to an array or object, the filter pattern won't match." */
function isValue(node: unknown): node is Value {
  return typeof node === "string" || typeof node === "number" || typeof node === "boolean";
}

function readTest(operator: string, wanted: string): (node: Value) => boolean {
  const number = wanted.trim() === "" ? Number.NaN : Number(wanted);
  switch (operator) {
    case ">":
      return (node) => typeof node === "number" && node > number;
    case ">=":
      return (node) => typeof node === "number" && node >= number;
    case "<":
      return (node) => typeof node === "number" && node < number;
    case "<=":
      return (node) => typeof node === "number" && node <= number;
    default: {
      const negated = operator === "!=";
      const fits = readText(wanted);
      return (node) => (node === number || fits(String(node))) !== negated;
    }
  }
}

/** Text in which `*` stands for any run of characters. Each piece is found at its first place, so that time stays linear. */
function readText(wanted: string): (text: string) => boolean {
  const [start = "", ...others] = wanted.split("*");
  const end = others.pop();
  if (end === undefined) return (text) => text === start;
  return (text) => {
    if (!text.startsWith(start)) return false;
    let at = start.length;
    for (const piece of others) {
      const found = text.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
    return text.length - end.length >= at && text.endsWith(end);
  };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
