import type { Filter } from "./filter.ts";

interface Term {
  readonly sign: "" | "-" | "?";
  readonly isIn: Filter;
}

/** Terms and quoted phrases that a message must have, must not have (`-`), or may have one of (`?`). Undefined when they are none. */
export function readTerms(source: string): Filter | undefined {
  const terms: Term[] = [];
  const term = /\s*([-?]?)(?:"((?:\\.|[^"\\])*)"|([^\s"]+))/sy;
  while (term.lastIndex < source.length) {
    const [, sign, phrase, word = ""] = term.exec(source) ?? [];
    if (sign === undefined) return undefined;
    const isIn = phrase === undefined ? hasWord(word) : hasPhrase(phrase.replaceAll(/\\(.)/gs, "$1"));
    terms.push({ sign: sign === "-" || sign === "?" ? sign : "", isIn });
  }
  // "If you combine ? with other filter patterns, all question mark terms will be ignored."
  if (terms.every(({ sign }) => sign === "?")) return (message) => terms.some(({ isIn }) => isIn(message));
  return (message) => terms.every(({ sign, isIn }) => sign === "?" || isIn(message) !== (sign === "-"));
}

/** A phrase of nothing but white space is in everything. */
function hasPhrase(phrase: string): Filter {
  return (message) => phrase.trim() === "" || message.includes(phrase);
}

/** A term is a word of its own: AUTHORIZED is not in UNAUTHORIZED. */
function hasWord(word: string): Filter {
  const bounded = new RegExp(`(?<![A-Za-z0-9_])${word.replaceAll(/[^A-Za-z0-9_]/g, String.raw`\$&`)}(?![A-Za-z0-9_])`);
  return (message) => bounded.test(message);
}
