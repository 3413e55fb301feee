import { type Condition, readConditions } from "./conditions.ts";
import { type Pattern, readPattern } from "./pattern.ts";

/** The document breaks the grammar of its kind; the message names the place. */
export class MalformedPolicy extends Error {
  override readonly name = "MalformedPolicy";
}

/** `identity`: what a principal may do. `iot`: the same, attached in AWS IoT. `trust`: who may assume a role. */
export type PolicyKind = "identity" | "iot" | "trust";

export interface PolicyDocument {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly actions: Choice;
  readonly resources: Choice;
  /** Only in trust policies: `AWS`, `Service` or `Federated` and the names after it; `*` is anybody. */
  readonly principals: readonly TrustedPrincipal[];
  readonly conditions: readonly Condition[];
}

/** Fits when one of the patterns does, or, for NotAction and NotResource, when none does. */
export interface Choice {
  readonly patterns: readonly Pattern[];
  readonly negated: boolean;
}

export interface TrustedPrincipal {
  readonly type: string;
  readonly pattern: Pattern;
}

const versions = new Set(["2012-10-17", "2008-10-17"]);

/**
 * Reads a policy document strictly: an element that the grammar does not know is refused, not ignored.
 * @throws MalformedPolicy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicyDocument(source: string, kind: PolicyKind): PolicyDocument {
  const document = requireRecord(parse(source), "The policy document");
  refuseUnknown(document, new Set(["Version", "Id", "Statement"]), "the policy document");
  const version = document["Version"] ?? "2008-10-17";
  if (typeof version !== "string" || !versions.has(version))
    throw new MalformedPolicy("Version must be 2012-10-17 or 2008-10-17.");
  const statements = document["Statement"];
  if (statements === undefined) throw new MalformedPolicy("The policy document has no Statement.");
  // Variables exist since 2012-10-17; in an older document `${` is plain text.
  const variables = version === "2012-10-17";
  const list = Array.isArray(statements) ? statements : [statements];
  return { statements: list.map((statement, index) => readStatement(statement, index + 1, kind, variables)) };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new MalformedPolicy("The policy document is not valid JSON.");
  }
}

const elements: Readonly<Record<PolicyKind, ReadonlySet<string>>> = {
  identity: new Set(["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]),
  iot: new Set(["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"]),
  trust: new Set(["Sid", "Effect", "Action", "NotAction", "Principal", "Condition"]),
};

function readStatement(value: unknown, number: number, kind: PolicyKind, variables: boolean): Statement {
  const at = `statement ${number}`;
  const statement = requireRecord(value, `S${at.slice(1)}`);
  refuseUnknown(statement, elements[kind], at);
  const { Sid: sid, Effect: effect } = statement;
  if (sid !== undefined && typeof sid !== "string") throw new MalformedPolicy(`Sid of ${at} must be a string.`);
  if (effect !== "Allow" && effect !== "Deny") throw new MalformedPolicy(`Effect of ${at} must be Allow or Deny.`);
  return {
    sid,
    effect,
    actions: readChoice(statement, "Action", at, { variables: false, ignoreCase: true }),
    resources: kind === "trust" ? everything : readChoice(statement, "Resource", at, { variables }),
    principals: kind === "trust" ? readPrincipals(statement["Principal"], at) : [],
    conditions: readConditions(statement["Condition"], variables, (problem) => {
      throw new MalformedPolicy(`Condition of ${at}: ${problem}`);
    }),
  };
}

const everything: Choice = { patterns: [readPattern("*", { variables: false })], negated: false };

function readChoice(
  statement: Readonly<Record<string, unknown>>,
  element: "Action" | "Resource",
  at: string,
  options: { readonly variables: boolean; readonly ignoreCase?: boolean },
): Choice {
  const [plain, negative] = [statement[element], statement[`Not${element}`]];
  if ((plain === undefined) === (negative === undefined)) {
    throw new MalformedPolicy(`S${at.slice(1)} must have exactly one of ${element} and Not${element}.`);
  }
  const names = stringList(plain ?? negative, `${element} of ${at}`);
  for (const name of names) {
    if (element === "Action" && name !== "*" && !/^[A-Za-z0-9-]+:[A-Za-z0-9*?]+$/.test(name)) {
      throw new MalformedPolicy(`Action of ${at}: '${name}' is not of the form service:Action.`);
    }
    if (element === "Resource" && !/^(\*|arn:.*|\$\{.*)$/.test(name)) {
      throw new MalformedPolicy(`Resource of ${at}: '${name}' is neither an ARN nor *.`);
    }
  }
  return { patterns: names.map((name) => readPattern(name, options)), negated: plain === undefined };
}

function readPrincipals(value: unknown, at: string): readonly TrustedPrincipal[] {
  const any = { type: "*", pattern: readPattern("*", { variables: false }) };
  if (value === "*") return [any];
  const principals = requireRecord(value, `Principal of ${at}`);
  return Object.entries(principals).flatMap(([type, names]) => {
    if (!["AWS", "Service", "Federated", "CanonicalUser"].includes(type))
      throw new MalformedPolicy(`Principal of ${at}: unknown kind '${type}'.`);
    return stringList(names, `Principal of ${at}`).map((name) => ({
      type,
      pattern: readPattern(name, { variables: false }),
    }));
  });
}

function stringList(value: unknown, what: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const strings = list.filter((item) => typeof item === "string");
  if (strings.length !== list.length || list.length === 0)
    throw new MalformedPolicy(`${what} must be a string or a list of strings.`);
  return strings;
}

function requireRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new MalformedPolicy(`${what} must be an object.`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseUnknown(record: Readonly<Record<string, unknown>>, known: ReadonlySet<string>, where: string): void {
  const unknown = Object.keys(record).find((name) => !known.has(name));
  if (unknown !== undefined) throw new MalformedPolicy(`Unknown element '${unknown}' in ${where}.`);
}
