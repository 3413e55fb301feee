import { InvalidQuery } from "./invalid-query.ts";
import { type Comparison, type Range, readWords, type Text, type Word } from "./words.ts";

/** A query as it was written, before anybody asked whether its fields exist. */
export type Query =
  | { readonly kind: "and" | "or"; readonly parts: readonly Query[] }
  | { readonly kind: "not"; readonly part: Query }
  | Term;

/** One condition on a field; without a field, on every field of the registry and the shadow. */
export interface Term {
  readonly kind: "term";
  readonly field: string | undefined;
  readonly wanted: Text | Range | { readonly kind: "comparison"; readonly operator: Comparison; readonly limit: Text };
}

const mostTerms = 12;

/** No query of twelve terms has a use for more; one of a thousand parentheses would go deeper than the stack. */
const deepest = 50;

/**
 * Reads a query. NOT binds tightest, then AND, then OR, and mere white space is an AND that binds looser than OR.
 * @throws InvalidQuery
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/query-syntax.html
 */
export function readQuery(source: string): Query {
  const words = readWords(source);
  if (!words) throw new InvalidQuery("invalid syntax");
  let at = 0;
  let terms = 0;
  let depth = 0;

  const peek = (): Word["kind"] => words[at]?.kind ?? "end";
  const take = (kind: Word["kind"]): boolean => {
    if (peek() !== kind) return false;
    at += 1;
    return true;
  };
  const takeExactly = (kind: Word["kind"]): void => {
    if (!take(kind)) throw new InvalidQuery("invalid syntax");
  };
  const takeText = (): Text => {
    const word = words[at++];
    if (word?.kind !== "text") throw new InvalidQuery("invalid syntax");
    return word;
  };

  const clauses = (field: string | undefined): Query => {
    const parts = [either(field)];
    while (peek() !== ")" && peek() !== "end") parts.push(either(field));
    return together("and", parts);
  };
  const either = (field: string | undefined): Query => {
    const parts = [both(field)];
    while (take("OR")) parts.push(both(field));
    return together("or", parts);
  };
  const both = (field: string | undefined): Query => {
    const parts = [unary(field)];
    while (take("AND")) parts.push(unary(field));
    return together("and", parts);
  };
  const unary = (field: string | undefined): Query =>
    take("NOT") ? { kind: "not", part: primary(field) } : primary(field);
  const primary = (field: string | undefined): Query => (peek() === "(" ? group(field) : term(field));
  const group = (field: string | undefined): Query => {
    takeExactly("(");
    depth += 1;
    if (depth > deepest) throw new InvalidQuery("invalid syntax");
    const inside = clauses(field);
    takeExactly(")");
    depth -= 1;
    return inside;
  };
  const term = (outer: string | undefined): Query => {
    const first = words[at];
    if (first?.kind === "range") return value(outer);
    const after = words[at + 1];
    if (first?.kind !== "text" || first.quoted) return value(outer);
    if (after?.kind === ":") {
      at += 2;
      return peek() === "(" ? group(first.text) : value(first.text);
    }
    if (after?.kind !== "comparison") return value(outer);
    at += 2;
    terms += 1;
    return { kind: "term", field: first.text, wanted: { ...after, limit: takeText() } };
  };
  const value = (field: string | undefined): Query => {
    terms += 1;
    const word = words[at];
    if (word?.kind !== "range") return { kind: "term", field, wanted: takeText() };
    at += 1;
    return { kind: "term", field, wanted: word };
  };

  const query = clauses(undefined);
  takeExactly("end");
  if (terms > mostTerms) throw new InvalidQuery(`number of terms cannot exceed ${mostTerms}, terms found: ${terms}`);
  return query;
}

function together(kind: "and" | "or", parts: readonly Query[]): Query {
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : { kind, parts };
}
