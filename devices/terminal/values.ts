import type { Range } from "#devices/life/random.ts";

/** The command line cannot be understood. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const mostThings = 100_000;

export function readCount(option: string, text: string): number {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= mostThings) return count;
  throw new UsageError(`--${option} takes a whole number from 1 to ${mostThings}, not '${text}'.`);
}

export function readNumber(option: string, text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`--${option} takes a number from 0 up, such as 0.5, not '${text}'.`);
}

/** `0.5-4` or `3`, in seconds; milliseconds come out. */
export function readRange(option: string, text: string): Range {
  const [, least = "", most = least] = /^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  const range: Range = [Number(least) * 1_000, Number(most) * 1_000];
  if (least !== "" && range[0] <= range[1] && range[1] <= 86_400_000) return range;
  throw new UsageError(`--${option} takes seconds, such as 20-60 or 5, not '${text}'.`);
}

export function readUrl(option: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return text.replace(/\/+$/, "");
  throw new UsageError(`--${option} takes a URL such as http://localhost:4566, not '${text}'.`);
}

/** Names of things, each 1 to 128 of a-zA-Z0-9:_-, and none twice. */
export function readNames(text: string): readonly string[] {
  const names = text.split(",").map((name) => name.trim());
  const wrong = names.find((name, index) => !/^[a-zA-Z0-9:_-]{1,128}$/.test(name) || names.indexOf(name) !== index);
  if (wrong === undefined) return names;
  throw new UsageError(`--names takes different names of things, separated by commas; '${wrong}' is not one.`);
}
