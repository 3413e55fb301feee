import { BlockList, isIP } from "node:net";

import { type Context, readArnPattern, readPattern } from "./pattern.ts";

/** Whether one value of the request passes. */
type Test = (given: string, context: Context) => boolean;

/** A condition operator without its set operator and its IfExists. */
export interface Operator {
  /** Makes the test of one value of the policy. */
  read(wanted: string, variables: boolean): Test;
  /** Holds when no value of the policy matches, and when the key is absent. */
  readonly negated?: boolean;
}

export function operatorNamed(name: string): Operator | undefined {
  return Object.hasOwn(operators, name) ? operators[name] : undefined;
}

const text = (options: { readonly wildcards: boolean; readonly ignoreCase?: boolean }): Operator => ({
  read: (wanted, variables) => readPattern(wanted, { ...options, variables }).fits,
});

const arn: Operator = { read: (wanted, variables) => readArnPattern(wanted, { variables }).fits };

type Compare = (given: number, wanted: number) => boolean;

/** What is no number, or no date, matches nothing. */
const measured =
  (measure: (text: string) => number) =>
  (compare: Compare): Operator => ({
    read: (wanted) => {
      const limit = measure(wanted);
      return (given) => compare(measure(given), limit);
    },
  });

const number = measured((value) => (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN));
const date = measured(instant);

const not = (operator: Operator): Operator => ({ ...operator, negated: true });
const equals: Compare = (given, wanted) => given === wanted;
const less: Compare = (given, wanted) => given < wanted;
const lessEquals: Compare = (given, wanted) => given <= wanted;
const greater: Compare = (given, wanted) => given > wanted;
const greaterEquals: Compare = (given, wanted) => given >= wanted;

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: text({ wildcards: false }),
  StringNotEquals: not(text({ wildcards: false })),
  StringEqualsIgnoreCase: text({ wildcards: false, ignoreCase: true }),
  StringNotEqualsIgnoreCase: not(text({ wildcards: false, ignoreCase: true })),
  StringLike: text({ wildcards: true }),
  StringNotLike: not(text({ wildcards: true })),
  ArnEquals: arn,
  ArnLike: arn,
  ArnNotEquals: not(arn),
  ArnNotLike: not(arn),
  NumericEquals: number(equals),
  NumericNotEquals: not(number(equals)),
  NumericLessThan: number(less),
  NumericLessThanEquals: number(lessEquals),
  NumericGreaterThan: number(greater),
  NumericGreaterThanEquals: number(greaterEquals),
  DateEquals: date(equals),
  DateNotEquals: not(date(equals)),
  DateLessThan: date(less),
  DateLessThanEquals: date(lessEquals),
  DateGreaterThan: date(greater),
  DateGreaterThanEquals: date(greaterEquals),
  Bool: { read: (wanted) => (given) => given.toLowerCase() === wanted.toLowerCase() },
  BinaryEquals: { read: (wanted) => (given) => given === wanted },
  IpAddress: { read: inNetwork },
  NotIpAddress: { read: inNetwork, negated: true },
};

/** ISO 8601, or seconds since the epoch; in milliseconds. */
function instant(value: string): number {
  if (/^\d{1,12}$/.test(value)) return Number(value) * 1000;
  return /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
}

/** An address alone is a network of one. What is neither matches nothing. */
function inNetwork(network: string): Test {
  const [, base = "", bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const family = isIP(base);
  const longest = family === 4 ? 32 : 128;
  const prefix = bits === undefined ? longest : Number(bits);
  if (family === 0 || base.includes("%") || prefix > longest) return () => false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(base, prefix, type);
  return (given) => isIP(given) === family && list.check(given, type);
}
