interface Asked {
  readonly nextToken?: string | undefined;
  readonly limit: number;
}

/** A page of what is listed, in the order of its keys. A token is the key of the last one seen. */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { nextToken, limit }: Asked,
  descending = false,
) {
  const sign = descending ? -1 : 1;
  const compare = (a: string, b: string) => sign * (a < b ? -1 : Number(a > b));
  const after = nextToken === undefined ? undefined : Buffer.from(nextToken, "base64").toString();
  const rest = items
    .filter((item) => after === undefined || compare(keyOf(item), after) > 0)
    .toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const more = last !== undefined && rest.length > page.length;
  return { items: page, nextToken: more ? Buffer.from(keyOf(last)).toString("base64") : undefined };
}
