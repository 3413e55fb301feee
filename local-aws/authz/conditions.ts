import { BlockList, isIP } from "node:net";

import { type Context, type Pattern, readPattern } from "./pattern.ts";

/** One line of a Condition block: it holds or does not hold for a request. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  holds(context: Context): boolean;
}

/** Compares one value of the request with one value of the policy. */
type Test = (wanted: Pattern, given: string, context: Context) => boolean;

interface Operator {
  readonly test: Test;
  /** A negated operator holds when no value matches, and when the key is absent. */
  readonly negated?: boolean;
  readonly pattern?: { readonly wildcards: boolean; readonly ignoreCase?: boolean };
}

const fits: Test = (wanted, given, context) => wanted.fits(given, context);
const number = (compare: (given: number, wanted: number) => boolean): Operator => ({
  test: (wanted, given) => compare(Number(given), Number(wanted.source)),
});
const date = (compare: (given: number, wanted: number) => boolean): Operator => ({
  test: (wanted, given) => compare(instant(given), instant(wanted.source)),
});

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const operators: Readonly<Record<string, Operator>> = {
  StringEquals: { test: fits, pattern: { wildcards: false } },
  StringNotEquals: { test: fits, negated: true, pattern: { wildcards: false } },
  StringEqualsIgnoreCase: { test: fits, pattern: { wildcards: false, ignoreCase: true } },
  StringNotEqualsIgnoreCase: { test: fits, negated: true, pattern: { wildcards: false, ignoreCase: true } },
  StringLike: { test: fits, pattern: { wildcards: true } },
  StringNotLike: { test: fits, negated: true, pattern: { wildcards: true } },
  ArnEquals: { test: fits, pattern: { wildcards: true } },
  ArnLike: { test: fits, pattern: { wildcards: true } },
  ArnNotEquals: { test: fits, negated: true, pattern: { wildcards: true } },
  ArnNotLike: { test: fits, negated: true, pattern: { wildcards: true } },
  NumericEquals: number((given, wanted) => given === wanted),
  NumericNotEquals: { ...number((given, wanted) => given === wanted), negated: true },
  NumericLessThan: number((given, wanted) => given < wanted),
  NumericLessThanEquals: number((given, wanted) => given <= wanted),
  NumericGreaterThan: number((given, wanted) => given > wanted),
  NumericGreaterThanEquals: number((given, wanted) => given >= wanted),
  DateEquals: date((given, wanted) => given === wanted),
  DateNotEquals: { ...date((given, wanted) => given === wanted), negated: true },
  DateLessThan: date((given, wanted) => given < wanted),
  DateLessThanEquals: date((given, wanted) => given <= wanted),
  DateGreaterThan: date((given, wanted) => given > wanted),
  DateGreaterThanEquals: date((given, wanted) => given >= wanted),
  Bool: { test: (wanted, given) => given.toLowerCase() === wanted.source.toLowerCase() },
  IpAddress: { test: (wanted, given) => inNetwork(wanted.source, given) },
  NotIpAddress: { test: (wanted, given) => inNetwork(wanted.source, given), negated: true },
};

/** Reads a Condition block. `refuse` throws, with a sentence that names what is wrong. */
export function readConditions(
  block: unknown,
  variables: boolean,
  refuse: (problem: string) => never,
): readonly Condition[] {
  if (block === undefined) return [];
  return entriesOf(block, refuse).flatMap(([operator, keys]) =>
    entriesOf(keys, refuse).map(([key, wanted]) => readCondition(operator, key, wanted, variables, refuse)),
  );
}

function readCondition(
  name: string,
  key: string,
  wanted: unknown,
  variables: boolean,
  refuse: (problem: string) => never,
): Condition {
  const [, quantifier, base = name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(name) ?? [];
  const values = (Array.isArray(wanted) ? wanted : [wanted]).map((value) => {
    if (typeof value === "string") return value;
    if (typeof value === "boolean" || typeof value === "number") return String(value);
    return refuse(`the values of ${name} must be strings.`);
  });
  const lowered = key.toLowerCase();
  if (base === "Null") {
    const absent = values[0] === "true";
    return { operator: name, key, holds: (context) => context.has(lowered) !== absent };
  }
  const operator = Object.hasOwn(operators, base) ? operators[base] : undefined;
  if (!operator) return refuse(`unknown operator '${name}'.`);
  const patterns = values.map((value) => patternFor(value, operator, variables));

  const matchesOne = (given: string, context: Context) =>
    patterns.some((pattern) => operator.test(pattern, given, context));
  const holdsFor = (given: string, context: Context) => matchesOne(given, context) !== (operator.negated ?? false);
  return {
    operator: name,
    key,
    holds: (context) => {
      const given = context.get(lowered);
      if (given === undefined) {
        if (quantifier === "ForAllValues" || ifExists !== undefined) return true;
        return quantifier !== "ForAnyValue" && (operator.negated ?? false);
      }
      if (quantifier === "ForAnyValue") return given.some((value) => holdsFor(value, context));
      return given.every((value) => holdsFor(value, context));
    },
  };
}

function patternFor(value: string, operator: Operator, variables: boolean): Pattern {
  const { wildcards = false, ignoreCase = false } = operator.pattern ?? {};
  // Without wildcards, `*` and `?` are the characters themselves.
  const source = wildcards
    ? value
    : value.replaceAll(
        /(\$\{[^}]*\})|([*?])/g,
        (_, variable?: string, character?: string) => variable ?? `\${${character}}`,
      );
  const pattern = readPattern(source, { variables: variables || !wildcards, ignoreCase });
  return { source: value, fits: (text, context) => pattern.fits(text, context) };
}

function entriesOf(value: unknown, refuse: (problem: string) => never): readonly [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refuse("it must be an object of operators, each an object of keys.");
  return Object.entries(value);
}

/** A date of a policy: ISO 8601, or seconds since the epoch. */
function instant(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function inNetwork(network: string, address: string): boolean {
  const [base = "", bits] = network.split("/");
  const [family, own] = [isIP(base), isIP(address)];
  if (family === 0 || family !== own) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits);
  if (!(prefix >= 0 && prefix <= (family === 4 ? 32 : 128))) return false;
  list.addSubnet(base, prefix, type);
  return list.check(address, type);
}
