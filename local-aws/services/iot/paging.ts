import { createHash } from "node:crypto";

import { invalid } from "./shapes.ts";

/**
 * Page tokens: where the page ended, and a digest that ties it to the request. Nobody but us can read them without effort, and
 * none that was changed passes.
 */

const digestLength = 16;

export function writeToken(request: unknown, after: string): string {
  const own = digest(request);
  return Buffer.from(`${own}${digest([own, after])}${after}`).toString("base64");
}

/**
 * Where the page before ended; undefined for the first page.
 * @throws InvalidRequestException
 */
export function readToken(request: unknown, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const text = Buffer.from(token, "base64").toString();
  const own = text.slice(0, digestLength);
  const after = text.slice(2 * digestLength);
  if (text.slice(digestLength, 2 * digestLength) !== digest([own, after])) throw invalid("Invalid nextToken");
  if (own !== digest(request)) throw invalid("nextToken was from a request with different parameters");
  return after;
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, digestLength);
}

export interface MarkedPage<T> {
  readonly items: readonly T[];
  readonly nextMarker: string | undefined;
}

/** A page of a short list, in the order of the items' keys, which are unique. @throws InvalidRequestException */
export function markedPage<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  asked: {
    readonly request: unknown;
    readonly marker: string | undefined;
    readonly size: number;
    readonly descending?: boolean;
  },
): MarkedPage<T> {
  const sign = asked.descending ? -1 : 1;
  const compare = (a: string, b: string) => sign * (a < b ? -1 : Number(a > b));
  const after = readToken(asked.request, asked.marker);
  const rest = items
    .filter((item) => after === undefined || compare(keyOf(item), after) > 0)
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  const page = rest.slice(0, asked.size);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > page.length;
  return { items: page, nextMarker: more ? writeToken(asked.request, keyOf(last)) : undefined };
}
