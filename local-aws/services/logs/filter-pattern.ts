import { NotEmulated } from "#local/wire/errors.ts";

import type { Filter } from "./filter.ts";
import { readJsonPattern } from "./json-pattern.ts";
import { readTerms } from "./terms.ts";

/** The pattern breaks the syntax of filter patterns. */
export class InvalidPattern extends Error {
  override readonly name = "InvalidPattern";
}

/**
 * Reads a filter pattern: terms, or an expression on the fields of JSON in curly brackets. Case counts.
 * @throws InvalidPattern, NotEmulated
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function readFilterPattern(source: string): Filter {
  const pattern = source.trim();
  if (pattern === "") return () => true;
  if (pattern.startsWith("[")) throw new NotEmulated("filter patterns for space-delimited log events");
  if (pattern.startsWith("%")) throw new NotEmulated("regular expressions in filter patterns");
  const filter = pattern.startsWith("{") ? readJsonPattern(pattern) : readTerms(pattern);
  if (filter) return filter;
  throw new InvalidPattern("Invalid filter pattern");
}
