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
  fits(text: string, context: Context): boolean;
}

/**
 * Reads a pattern as IAM and AWS IoT policies write it. `*` spans any run of characters, slashes and colons included; `?` is exactly one.
 * A variable's value is literal text, whatever characters it has, so that a client cannot widen its own rights by its name.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function readPattern(
  source: string,
  options: { readonly variables: boolean; readonly ignoreCase?: boolean },
): Pattern {
  const fold = options.ignoreCase ? (text: string) => text.toLowerCase() : (text: string) => text;
  const tokens = tokenize(source, options.variables);
  const fixed = tokens.some((token) => typeof token === "object") ? undefined : resolve(tokens, new Map(), fold);
  return {
    source,
    fits: (text, context) => {
      const steps = fixed ?? resolve(tokens, context, fold);
      return steps !== undefined && glob(steps, fold(text));
    },
  };
}

function tokenize(source: string, variables: boolean): readonly Token[] {
  const parts = source.matchAll(variables ? /\$\{[^}]*\}|[*?]|[^*?$]+|\$/g : /[*?]|[^*?]+/g);
  return Array.from(parts, ([part]) => {
    if (part === "*") return anyRun;
    if (part === "?") return anyOne;
    return variables && part.startsWith("${") ? readVariable(part.slice(2, -1)) : part;
  });
}

/** `${*}`, `${?}` and `${$}` are the characters themselves; `${key, 'text'}` has a default. */
function readVariable(inner: string): Token {
  if (inner === "*" || inner === "?" || inner === "$") return inner;
  const [, key = inner, fallback] = /^\s*([^,]*?)\s*,\s*'([^']*)'\s*$/.exec(inner) ?? [];
  return { variable: key.trim().toLowerCase(), fallback };
}

/** A single character, or a wildcard. */
type Step = string | typeof anyRun | typeof anyOne;

function resolve(
  tokens: readonly Token[],
  context: Context,
  fold: (text: string) => string,
): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const token of tokens) {
    if (typeof token === "symbol") {
      steps.push(token);
      continue;
    }
    const text = typeof token === "string" ? token : valueOf(token, context);
    if (text === undefined) return undefined;
    steps.push(...fold(text).split(""));
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
    } else if (want === anyOne || (want !== undefined && want === text[at])) {
      step += 1;
      at += 1;
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
