import type { IndexingConfiguration } from "./configuration.ts";
import { anyField, fieldNamed } from "./fields.ts";
import { InvalidQuery } from "./invalid-query.ts";
import { type Query, readQuery, type Term } from "./query.ts";
import type { ThingDocument } from "./thing-document.ts";
import { hasLeadingWildcard, readWanted } from "./wanted.ts";
import { unescaped } from "./words.ts";

export type Predicate = (document: ThingDocument) => boolean;

const longestWithLeadingWildcard = 100;

/**
 * Makes of a query the question whether a thing matches it.
 * @throws InvalidQuery, NotIndexed
 */
export function readPredicate(source: string, configuration: IndexingConfiguration): Predicate {
  let leadingWildcards = 0;

  const predicateOf = (query: Query): Predicate => {
    if (query.kind === "term") return termPredicate(query);
    if (query.kind === "not") {
      const part = predicateOf(query.part);
      return (document) => !part(document);
    }
    const parts = query.parts.map(predicateOf);
    if (query.kind === "and") return (document) => parts.every((part) => part(document));
    return (document) => parts.some((part) => part(document));
  };

  const termPredicate = (term: Term): Predicate => {
    if (term.field?.startsWith("+")) throw new InvalidQuery('unsupported operator - "+"');
    const field = term.field === undefined ? anyField : fieldNamed(unescaped(term.field), configuration);
    if (hasLeadingWildcard(term)) {
      leadingWildcards += 1;
      if (leadingWildcards > 1 || source.length > longestWithLeadingWildcard) {
        throw new InvalidQuery(
          `a leading wildcard is allowed in one term of a query of at most ${longestWithLeadingWildcard} characters`,
        );
      }
    }
    if (term.field === undefined && isEverything(term)) return () => true;
    const wanted = readWanted(term);
    return (document) => field(document).some(wanted);
  };

  return predicateOf(readQuery(source));
}

function isEverything({ wanted }: Term): boolean {
  return wanted.kind === "text" && !wanted.quoted && wanted.text === "*";
}
