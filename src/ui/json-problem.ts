/** Where a text stops being JSON. Browsers say this in words of their own, or not at all. */
export interface JsonProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** Undefined when `text` is JSON. */
export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const before = text.slice(0, faultOf(text));
    return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
  }
}

const space = /[ \t\n\r]*/y;
const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y; // oxlint-disable-line no-control-regex -- RFC 8259 §7 names them

type Expected = "value" | "value-or-end" | "name" | "name-or-end" | "colon" | "after";

/** The index of the first character that cannot stand where it stands. Without recursion, so that depth is no matter. */
function faultOf(text: string): number {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const length = pattern.exec(text)?.[0].length ?? 0;
    at += length;
    return length > 0;
  };
  for (;;) {
    take(space);
    const character = text[at];
    const inside = open.at(-1);
    if (character === undefined) return at;
    if (expected === "after") {
      if (inside && character === ",") expected = inside === "{" ? "name" : "value";
      else if (inside && character === closing[inside]) open.pop();
      else return at;
      at += 1;
    } else if (expected === "colon") {
      if (character !== ":") return at;
      at += 1;
      expected = "value";
    } else if (inside && expected.endsWith("or-end") && character === closing[inside]) {
      open.pop();
      at += 1;
      expected = "after";
    } else if (expected.startsWith("name")) {
      if (!take(string)) return at;
      expected = "colon";
    } else if (character === "{" || character === "[") {
      open.push(character);
      at += 1;
      expected = character === "{" ? "name-or-end" : "value-or-end";
    } else {
      if (!take(string) && !take(scalar)) return at;
      expected = "after";
    }
  }
}

const closing = { "{": "}", "[": "]" } as const;
