const quietMs = 60_000;
const remembered = 500;

/** Prints each line, but one that comes again within a minute only once, with how often, when it comes after that minute. */
export function printOnce(print: (line: string) => void, now: () => number = Date.now): (line: string) => void {
  const lines = new Map<string, { readonly at: number; times: number }>();
  return (line) => {
    const known = lines.get(line);
    if (known && now() - known.at < quietMs) {
      known.times += 1;
      return;
    }
    print(known && known.times > 1 ? `${line} (${known.times} times in between)` : line);
    lines.delete(line);
    lines.set(line, { at: now(), times: 1 });
    const [oldest] = lines.keys();
    if (lines.size > remembered && oldest !== undefined) lines.delete(oldest);
  };
}
