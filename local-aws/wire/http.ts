/** One HTTP request, as bytes arrived: nothing decoded, nothing normalised, since SigV4 signs what was sent. */
export interface HttpRequest {
  readonly method: string;
  /** Still percent-encoded, without the query. */
  readonly path: string;
  /** Still percent-encoded, without the question mark. */
  readonly query: string;
  /** Names in lower case; the values of a name that came twice are joined by a comma, as SigV4 signs them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly origin: Origin;
}

export interface Origin {
  readonly ip: string;
  readonly port: number;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The decoded name/value pairs of a query string or form, in their order. `+` stays a plus sign in a query. */
export function readPairs(raw: string, plus: "literal" | "space" = "literal"): readonly (readonly [string, string])[] {
  if (raw === "") return [];
  const source = plus === "space" ? raw.replaceAll("+", " ") : raw;
  return source.split("&").map((pair) => {
    const at = pair.indexOf("=");
    return at < 0 ? [decode(pair), ""] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
  });
}

/** Percent-decodes; bytes that are not UTF-8 stay as they were sent instead of failing the request. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
