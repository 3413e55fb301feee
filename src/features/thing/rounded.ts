import { type Draft, valueOf } from "./draft.ts";

/** A number that is sent otherwise than it was typed. */
export interface Rounded {
  readonly typed: string;
  readonly sent: string;
}

const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The first number of a draft that has more digits than a number keeps; undefined when all are sent as they were typed. */
export function roundedIn(draft: Draft): Rounded | undefined {
  if (draft.control === "text" || valueOf(draft) === undefined) return undefined;
  for (const [typed] of draft.text.matchAll(textOrNumber)) {
    if (typed.startsWith('"')) continue;
    const sent = JSON.stringify(Number(typed));
    if (magnitude(typed) !== magnitude(sent)) return { typed, sent };
  }
  return undefined;
}

/** The same for every way to write one number: 1.50, 0.15e1 and 15e-1. */
function magnitude(numeral: string): string {
  const [, sign = "", whole = "", fraction = "", power = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(numeral) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  if (end === 0) return "0";
  return `${sign}${digits.slice(0, end)}e${Number(power) - fraction.length + digits.length - end}`;
}
