import { Trouble } from "#domain/trouble.ts";

import type { ServerClock } from "./server-clock.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

interface Question {
  readonly url: string;
  readonly init?: RequestInit;
  readonly serverClock: ServerClock;
  /** By our clock. */
  readonly now: () => number;
}

const patienceMs = 10_000;

/** One HTTP request; whatever AWS answers is an answer, and tells the time. Rejects with unreachable. */
export async function ask({ url, init, serverClock, now }: Question): Promise<Answer> {
  const sentAt = now();
  try {
    const response = await fetch(url, { ...init, cache: "no-store", signal: AbortSignal.timeout(patienceMs) });
    serverClock.hearDate(response.headers.get("date"), sentAt);
    return { status: response.status, headers: response.headers, body: readBody(await response.text()) };
  } catch {
    // The browser's text names no cause, and nothing that it says of the URL may be shown: it can hold a token.
    throw new Trouble("unreachable", { host: new URL(url).host });
  }
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of an answer's body that ought to be a text. */
export function textAt(body: unknown, ...path: readonly string[]): string | undefined {
  let at = body;
  for (const name of path) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  return typeof at === "string" ? at : undefined;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
