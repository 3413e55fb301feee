/** The words of a fleet-index query. Text is kept as it was written, escapes included. */
export type Word =
  | { readonly kind: "(" | ")" | ":" | "AND" | "OR" | "NOT" | "end" }
  | { readonly kind: "comparison"; readonly operator: Comparison }
  | Text
  | Range;

export type Comparison = "<" | "<=" | ">" | ">=";

/** A quoted text has no wildcards. */
export interface Text {
  readonly kind: "text";
  readonly text: string;
  readonly quoted: boolean;
}

/** `[from TO to]`; a curly bracket leaves its bound out. */
export interface Range {
  readonly kind: "range";
  readonly from: Text;
  readonly to: Text;
  readonly includesFrom: boolean;
  readonly includesTo: boolean;
}

const space = /\s+/y;
const symbol = /\(|\)|:/y;
const comparison = /<=?|>=?/y;
const quoted = /"((?:\\.|[^"\\])*)"/sy;
const range = /([[{])\s*("(?:\\.|[^"\\])*"|[^\s\]}"]+)\s+(?:TO\s+)?("(?:\\.|[^"\\])*"|[^\s\]}"]+)\s*([\]}])/sy;
const plain = /(?:\\.|[^\s()[\]{}":<>\\])+/sy;

const operators: Readonly<Record<string, "AND" | "OR" | "NOT">> = {
  AND: "AND",
  "&&": "AND",
  OR: "OR",
  "||": "OR",
  NOT: "NOT",
};

/** Undefined when the query has a character that no word can have there. */
export function readWords(query: string): readonly Word[] | undefined {
  const words: Word[] = [];
  for (let at = 0; at < query.length;) {
    const blank = match(space, query, at);
    const [length, word] = blank ? [blank[0].length, undefined] : (readWord(query, at, words.at(-1)) ?? [0, undefined]);
    if (length === 0) return undefined;
    if (word) words.push(word);
    at += length;
  }
  return [...words, { kind: "end" }];
}

/** The text that is meant, without its backslashes. */
export function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, "$1");
}

function readWord(query: string, at: number, before: Word | undefined): readonly [number, Word] | undefined {
  const [sign] = match(symbol, query, at) ?? [];
  if (sign === "(" || sign === ")" || sign === ":") return [1, { kind: sign }];
  const [compared] = match(comparison, query, at) ?? [];
  if (compared !== undefined) return [compared.length, { kind: "comparison", operator: comparisonOf(compared) }];
  const phrase = match(quoted, query, at);
  if (phrase) return [phrase[0].length, { kind: "text", text: phrase[1] ?? "", quoted: true }];
  if (query[at] === "[" || query[at] === "{") return readRange(query, at);
  // Where a value is due, a hyphen is its minus sign.
  const due = before?.kind === ":" || before?.kind === "comparison";
  if (!due && (query[at] === "-" || query[at] === "!")) return [1, { kind: "NOT" }];
  const [text] = match(plain, query, at) ?? [];
  if (text === undefined) return undefined;
  const operator = Object.hasOwn(operators, text) ? operators[text] : undefined;
  return [text.length, operator ? { kind: operator } : { kind: "text", text, quoted: false }];
}

function readRange(query: string, at: number): readonly [number, Word] | undefined {
  const [whole = "", opening, from = "", to = "", closing] = match(range, query, at) ?? [];
  if (whole === "" || from === "TO" || to === "TO") return undefined;
  const bounds = { from: boundOf(from), to: boundOf(to) };
  return [whole.length, { kind: "range", ...bounds, includesFrom: opening === "[", includesTo: closing === "]" }];
}

function boundOf(text: string): Text {
  const isQuoted = text.startsWith('"');
  return { kind: "text", text: isQuoted ? text.slice(1, -1) : text, quoted: isQuoted };
}

function comparisonOf(text: string): Comparison {
  return text === "<" || text === "<=" || text === ">" ? text : ">=";
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
