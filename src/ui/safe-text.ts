/** A stretch of a text from outside: shown as it is, or, where it would not show itself, by the names of its characters. */
export interface Stretch {
  readonly kind: "plain" | "hidden";
  readonly text: string;
}

// Controls, format characters (bidi, zero-width), lone surrogates, private and unassigned ones, line and paragraph separators, and the letters and
// spaces that draw nothing or pretend to be a space. But a joiner between two pictures makes one of them: a family, a flag.
const hidden =
  /((?:(?!\u200d(?<=(?!\p{C})\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?\u200d)(?=(?!\p{C})\p{Extended_Pictographic}))[\ufe00-\ufe0e\p{C}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2000-\u200a\u202f\u205f\u2800\u3164\uffa0\u00a0])+)/u;
// Piled-up accents leave their line and cover their neighbours.
const piledUp = /(\p{M}{3})\p{M}+/gu;

/**
 * What may safely be drawn of a text that somebody else chose.
 * @param longest in characters (code points); the rest is cut off.
 */
export function readable(
  text: string,
  longest: number,
): { readonly stretches: readonly Stretch[]; readonly cut: boolean } {
  // A code point is at most two units, so that a huge text is never taken apart as a whole.
  const points = Array.from(text.slice(0, longest * 2));
  const cut = points.length > longest || text.length > longest * 2;
  const shown = points.slice(0, longest).join("").replaceAll(piledUp, "$1\u2026");
  // A pattern with one group gives what is between the matches and the matches in turn.
  const stretches = shown
    .split(hidden)
    .map((part, index): Stretch =>
      index % 2 === 0 ? { kind: "plain", text: part } : { kind: "hidden", text: named(part) },
    );
  return { stretches, cut };
}

/** The same as one plain string, for titles and for what is read out. */
export function readableString(text: string, longest: number): string {
  const { stretches, cut } = readable(text, longest);
  return stretches.map((stretch) => stretch.text).join("") + (cut ? "\u2026" : "");
}

function named(characters: string): string {
  const points = Array.from(characters, (character) => character.codePointAt(0) ?? 0);
  const few = points.slice(0, 4).map((point) => `U+${point.toString(16).toUpperCase().padStart(4, "0")}`);
  return `\u27e8${few.join(" ")}${points.length > 4 ? ` +${points.length - 4}` : ""}\u27e9`;
}
