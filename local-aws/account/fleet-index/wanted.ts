import { readPattern } from "#local/authz/pattern.ts";

import type { IndexValue } from "./fields.ts";
import { InvalidQuery } from "./invalid-query.ts";
import type { Term } from "./query.ts";
import { type Comparison, type Range, type Text, unescaped } from "./words.ts";

/** Whether a value of a field is one that the query asks for. */
export type Wanted = (value: IndexValue) => boolean;

/** Of each wildcard, in one term. */
const most = { "*": 2, "?": 5 };

/**
 * Makes the test for the value of a term. Case does not count, and a number is compared as a number.
 * @throws InvalidQuery
 */
export function readWanted({ field, wanted }: Term): Wanted {
  if (wanted.kind === "comparison") return readComparison(wanted.operator, wanted.limit);
  if (wanted.kind === "range") return readRange(wanted);
  return wanted.quoted ? readPhrase(unescaped(wanted.text)) : readText(wanted.text, field);
}

/** A wildcard at the start keeps AWS from using its index. */
export function hasLeadingWildcard({ wanted }: Term): boolean {
  return wanted.kind === "text" && !wanted.quoted && wanted.text.startsWith("*") && wanted.text !== "*";
}

function readText(text: string, field: string | undefined): Wanted {
  refuseUnsupported(text);
  const invalid = (problem: string) =>
    new InvalidQuery(`invalid value - ${problem}, field name: ${field ?? ""}, value: ${text}`);
  if (text.startsWith("?")) throw invalid("wildcard character (?) is not allowed at the start of the value");
  for (const [wildcard, limit] of Object.entries(most)) {
    const count = text.replaceAll(/\\./gs, "").split(wildcard).length - 1;
    if (count > limit) throw invalid(`too many wildcards (${wildcard}). The maximum allowed per term is ${limit}`);
  }
  const number = numberIn(unescaped(text));
  const pattern = readPattern(asPolicyPattern(text), { variables: true, ignoreCase: true });
  return (value) =>
    (number !== undefined && numberIn(value) === number) ||
    wordsOf(value).some((word) => pattern.fits(word, new Map()));
}

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/query-syntax.html#unsupported-query-syntax */
function refuseUnsupported(text: string): void {
  if (text.startsWith("+")) throw new InvalidQuery('unsupported operator - "+"');
  if (text.startsWith("/")) throw new InvalidQuery("unsupported query type - regular expression");
  const bare = text.replaceAll(/\\./gs, "");
  if (bare.includes("~")) throw new InvalidQuery("unsupported query type - fuzzy");
  if (bare.includes("^")) throw new InvalidQuery("unsupported query type - boost");
  if (/[`@#%/';,]/.test(bare)) throw new InvalidQuery("invalid syntax");
}

/** The whole value, or some of its words in their order. */
function readPhrase(phrase: string): Wanted {
  const wanted = phrase.toLowerCase();
  return (value) => {
    const text = String(value).toLowerCase();
    return text === wanted || ` ${text.split(/\s+/).join(" ")} `.includes(` ${wanted} `);
  };
}

function readComparison(operator: Comparison, limit: Text): Wanted {
  const order = compareWith(limit);
  return (value) => {
    const difference = order(value);
    if (difference === undefined) return false;
    if (operator === "<") return difference < 0;
    if (operator === "<=") return difference <= 0;
    return operator === ">" ? difference > 0 : difference >= 0;
  };
}

function readRange({ from, to, includesFrom, includesTo }: Range): Wanted {
  const bounds = [
    ...(isOpen(from) ? [] : [readComparison(includesFrom ? ">=" : ">", from)]),
    ...(isOpen(to) ? [] : [readComparison(includesTo ? "<=" : "<", to)]),
  ];
  return (value) => bounds.every((holds) => holds(value));
}

function isOpen({ text, quoted }: Text): boolean {
  return text === "*" && !quoted;
}

/** How a value stands to a limit: below 0 before it, above 0 after it. A number is comparable with numbers only. */
function compareWith(limit: Text): (value: IndexValue) => number | undefined {
  const text = unescaped(limit.text);
  const number = limit.quoted ? undefined : numberIn(text);
  if (number !== undefined) {
    return (value) => {
      const given = numberIn(value);
      return given === undefined ? undefined : given - number;
    };
  }
  const wanted = text.toLowerCase();
  return (value) => {
    const given = String(value).toLowerCase();
    if (given === wanted) return 0;
    return given < wanted ? -1 : 1;
  };
}

/** "To be recognized as numeric, the value of the data must be a valid, literal type JSON number." */
function numberIn(value: IndexValue): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : undefined;
}

/** A value as a whole, and its words. */
function wordsOf(value: IndexValue): readonly string[] {
  const text = String(value);
  return /\s/.test(text) ? [text, ...text.split(/\s+/)] : [text];
}

/** Policies have the same wildcards; what is literal here is `${*}` there. */
function asPolicyPattern(text: string): string {
  return text.replaceAll(/\\(.)|\$/gs, (_, escaped: string = "$") =>
    "*?$".includes(escaped) ? `\${${escaped}}` : escaped,
  );
}
