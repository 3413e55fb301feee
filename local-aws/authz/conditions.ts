import { isBlock } from "./grammar.ts";
import { MalformedPolicy } from "./malformed-policy.ts";
import { operatorNamed } from "./operators.ts";
import type { Context } from "./pattern.ts";

/** One line of a Condition block: it holds or does not hold for a request. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  holds(context: Context): boolean;
}

/**
 * Reads the Condition block of the statement `at`.
 * @throws MalformedPolicy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function readConditions(block: unknown, at: string, variables: boolean): readonly Condition[] {
  if (block === undefined) return [];
  return entriesOf(block, at).flatMap(([operator, keys]) =>
    entriesOf(keys, at).map(([key, wanted]) => readCondition(operator, key, valuesOf(wanted, at), at, variables)),
  );
}

function readCondition(
  name: string,
  key: string,
  wanted: readonly string[],
  at: string,
  variables: boolean,
): Condition {
  const lowered = key.toLowerCase();
  if (name === "Null") {
    const absences = new Set(wanted.map((value) => value.toLowerCase() === "true"));
    return { operator: name, key, holds: (context) => absences.has(!context.has(lowered)) };
  }
  const [, set, base = name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/s.exec(name) ?? [];
  const operator = operatorNamed(base);
  if (!operator) throw new MalformedPolicy("syntax", `Condition of ${at}: unknown operator '${name}'.`, name);
  const tests = wanted.map((value) => operator.read(value, variables));
  const holdsFor = (given: string, context: Context) =>
    tests.some((test) => test(given, context)) !== (operator.negated ?? false);

  const holds = (given: readonly string[] | undefined, context: Context): boolean => {
    if (given === undefined) {
      if (ifExists !== undefined || set === "ForAllValues") return true;
      return set === undefined && (operator.negated ?? false);
    }
    if (set === "ForAnyValue") return given.some((value) => holdsFor(value, context));
    if (set === "ForAllValues") return given.every((value) => holdsFor(value, context));
    // An operator without a set operator cannot be asked of a key with several values.
    return given.length === 1 && holdsFor(given[0] ?? "", context);
  };
  return { operator: name, key, holds: (context) => holds(context.get(lowered), context) };
}

function valuesOf(wanted: unknown, at: string): readonly string[] {
  return (Array.isArray(wanted) ? wanted : [wanted]).map((value: unknown) => {
    if (typeof value === "string") return value;
    if (typeof value === "boolean" || typeof value === "number") return String(value);
    throw new MalformedPolicy("syntax", `Condition of ${at}: values must be strings.`);
  });
}

function entriesOf(value: unknown, at: string): readonly [string, unknown][] {
  if (isBlock(value)) return Object.entries(value);
  throw new MalformedPolicy("syntax", `Condition of ${at} must be an object of operators, each an object of keys.`);
}
