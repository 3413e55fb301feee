/** The values a request carries, by condition key in lower case. Keys of policies are matched without regard to case. */
export type Context = ReadonlyMap<string, readonly string[]>;

const anyRun = Symbol("*");
const anyOne = Symbol("?");

interface Variable {
  readonly variable: string;
  readonly fallback: string | undefined;
}

type Token = string | Variable | typeof anyRun | typeof anyOne;

/** A pattern of a policy: literal text, `*` and `?`, and `${variables}` that take their value from the request. */
export interface Pattern {
  readonly source: string;
  /** Whether `text` fits. A pattern with a variable that the request does not carry fits nothing. */
  readonly fits: (text: string, context: Context) => boolean;
}

export interface PatternOptions {
  /** Whether `${…}` is a variable; otherwise it is plain text. */
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
  /** Whether `*` and `?` stand for others (the default) or for themselves. */
  readonly wildcards?: boolean;
}

/**
 * Reads a pattern as IAM and AWS IoT policies write it. `*` spans any run of characters, slashes and colons included; `?` is exactly one.
 * A variable's value is literal text, whatever characters it has, so that a client cannot widen its own rights by its name.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(source: string, options: PatternOptions): Pattern {
  const fold = options.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const tokens = tokenize(source, options);
  const fixed = tokens.some((token) => typeof token === "object") ? undefined : resolve(tokens, new Map(), fold);
  return {
    source,
    fits: (text, context) => {
      const steps = fixed ?? resolve(tokens, context, fold);
      return steps !== undefined && glob(steps, fold(text));
    },
  };
}

/**
 * A pattern for ARNs in conditions: each of the six components is compared with its own, so that no wildcard spans two.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function readArnPattern(source: string, options: PatternOptions): Pattern {
  // A colon inside a variable's name divides nothing.
  const parts = componentsOf(source, /\$\{[^}]*(?:\}|$)|:|[^:$]+|\$/g).map((part) => readPattern(part, options));
  return {
    source,
    fits: (text, context) => {
      const given = componentsOf(text, /:|[^:]+/g);
      return parts.length === given.length && parts.every((part, index) => part.fits(given[index] ?? "", context));
    },
  };
}

/** At most six: the sixth, the resource, may have colons of its own. */
function componentsOf(text: string, pieces: RegExp): readonly string[] {
  const components = [""];
  for (const [piece] of text.matchAll(pieces)) {
    if (piece === ":" && components.length < 6) components.push("");
    else components.push((components.pop() ?? "") + piece);
  }
  return components;
}

function tokenize(source: string, { variables, wildcards = true }: PatternOptions): readonly Token[] {
  // An unclosed `${` takes all that follows, so that no text is looked through twice.
  const parts = source.matchAll(variables ? /\$\{[^}]*(\}|$)|[*?]|[^*?$]+|\$/g : /[*?]|[^*?]+/g);
  return Array.from(parts, ([part, end]): readonly Token[] => {
    if (wildcards && part === "*") return [anyRun];
    if (wildcards && part === "?") return [anyOne];
    if (end === "}") return [readVariable(part.slice(2, -1))];
    return end === undefined ? [part] : tokenize(part, { variables: false, wildcards });
  }).flat();
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'text'}` has a default. */
function readVariable(inner: string): Token {
  if (inner === "*" || inner === "?" || inner === "$") return inner;
  const [, key = inner, fallback] = /^([^,]*),\s*'([^']*)'\s*$/.exec(inner) ?? [];
  return { variable: key.trim().toLowerCase(), fallback };
}

/** Literal text, or a wildcard. */
type Step = string | typeof anyRun | typeof anyOne;

function resolve(
  tokens: readonly Token[],
  context: Context,
  fold: (text: string) => string,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const token of tokens) {
    const text = typeof token === "object" ? valueOf(token, context) : token;
    if (text === undefined) return undefined;
    if (typeof text === "symbol") steps.push(text);
    else if (text !== "") steps.push(fold(text));
  }
  return steps;
}

/** A key with several values cannot stand for one piece of text. */
function valueOf({ variable, fallback }: Variable, context: Context): string | undefined {
  const values = context.get(variable);
  return values?.length === 1 ? values[0] : fallback;
}

/** Remembers only the last `*`, so that no pattern takes more than its length × the text's length steps. */
function glob(steps: readonly Step[], text: string): boolean {
  let step = 0;
  let at = 0;
  let retry: { readonly step: number; readonly at: number } | undefined;
  while (at < text.length) {
    const want = steps[step];
    if (want === anyRun) {
      step += 1;
      retry = { step, at };
    } else if (want === anyOne) {
      step += 1;
      at += lengthOfCharacter(text, at);
    } else if (want !== undefined && text.startsWith(want, at)) {
      step += 1;
      at += want.length;
    } else if (retry) {
      retry = { step: retry.step, at: retry.at + 1 };
      ({ step, at } = retry);
    } else {
      return false;
    }
  }
  while (steps[step] === anyRun) step += 1;
  return step === steps.length;
}

/** Two code units for a character beyond the basic plane, otherwise one. */
function lengthOfCharacter(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
