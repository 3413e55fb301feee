import { type Condition, readConditions } from "./conditions.ts";
import { type Block, refuseUnknown, requireBlock, requireStrings } from "./grammar.ts";
import { MalformedPolicy } from "./malformed-policy.ts";
import { type Pattern, readPattern } from "./pattern.ts";
import { readPrincipals, type TrustedPrincipal } from "./trusted-principals.ts";

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
  /** Only in trust policies. */
  readonly principals: readonly TrustedPrincipal[];
  readonly conditions: readonly Condition[];
}

/** Fits when one of the patterns does, or, for NotAction and NotResource, when none does. */
export interface Choice {
  readonly patterns: readonly Pattern[];
  readonly negated: boolean;
}

/**
 * Reads a policy document strictly: an element that the grammar does not know is refused, not ignored.
 * @throws MalformedPolicy
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function readPolicyDocument(source: string, kind: PolicyKind): PolicyDocument {
  const document = requireBlock(parse(source), "The policy document");
  refuseUnknown(document, documentElements, "the policy document");
  // Variables exist since 2012-10-17; in an older document `${` is plain text.
  const variables = readVersion(document["Version"], kind) === "2012-10-17";
  const given = document["Statement"];
  const statements: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (given === undefined || statements.length === 0)
    throw new MalformedPolicy("no-statements", "The policy document has no Statement.");
  const read = statements.map((statement, index) => readStatement(statement, index + 1, kind, variables));
  if (kind !== "iot") refuseRepeatedSid(read);
  return { statements: read };
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw new MalformedPolicy("syntax", "The policy document is not valid JSON.");
  }
}

const documentElements = new Set(["Version", "Id", "Statement"]);

/** AWS IoT takes the newest version only. */
const versions: Readonly<Record<PolicyKind, readonly unknown[]>> = {
  identity: ["2012-10-17", "2008-10-17"],
  trust: ["2012-10-17", "2008-10-17"],
  iot: ["2012-10-17"],
};

function readVersion(version: unknown, kind: PolicyKind): unknown {
  if (version === undefined || versions[kind].includes(version)) return version;
  throw new MalformedPolicy("version", `Version must be ${versions[kind].join(" or ")}.`);
}

const shared = ["Sid", "Effect", "Action", "NotAction", "Condition"];

const elements: Readonly<Record<PolicyKind, ReadonlySet<string>>> = {
  identity: new Set([...shared, "Resource", "NotResource"]),
  iot: new Set([...shared, "Resource", "NotResource"]),
  trust: new Set([...shared, "Principal"]),
};

function readStatement(value: unknown, number: number, kind: PolicyKind, variables: boolean): Statement {
  const at = `statement ${number}`;
  const statement = requireBlock(value, `S${at.slice(1)}`);
  refuseUnknown(statement, elements[kind], at);
  const { Sid: sid, Effect: effect } = statement;
  if (sid !== undefined && typeof sid !== "string") throw new MalformedPolicy("sid", `Sid of ${at} must be a string.`);
  if (effect !== "Allow" && effect !== "Deny") {
    const culprit = typeof effect === "string" ? effect : "";
    throw new MalformedPolicy("effect", `Effect of ${at} must be Allow or Deny.`, culprit);
  }
  return {
    sid,
    effect,
    actions: readActions(statement, at),
    resources: kind === "trust" ? everything : readResources(statement, at, kind, variables),
    principals: kind === "trust" ? readPrincipals(statement["Principal"], at) : [],
    conditions: readConditions(statement["Condition"], at, variables),
  };
}

const everything: Choice = { patterns: [readPattern("*", { variables: false })], negated: false };

function readActions(statement: Block, at: string): Choice {
  const { names, negated } = readChoice(statement, "Action", at, "no-actions");
  for (const name of names) {
    if (name === "*" || /^(\*|[A-Za-z0-9.-]+):[A-Za-z0-9*?]+$/.test(name)) continue;
    throw new MalformedPolicy("action", `Action of ${at}: '${name}' is not of the form service:Action.`, name);
  }
  return { patterns: names.map((name) => readPattern(name, { variables: false, ignoreCase: true })), negated };
}

function readResources(statement: Block, at: string, kind: PolicyKind, variables: boolean): Choice {
  const { names, negated } = readChoice(statement, "Resource", at, "no-resources");
  for (const name of names) {
    if (/^(\*|arn:.*|\$\{.*)$/s.test(name)) continue;
    throw new MalformedPolicy("resource", `Resource of ${at}: '${name}' is neither an ARN nor *.`, name);
  }
  const whole = kind === "identity" ? names.map(completeArn) : names;
  return { patterns: whole.map((name) => readPattern(name, { variables })), negated };
}

/** "When you specify an incomplete ARN …, AWS automatically completes the ARN by adding wildcard characters to all missing fields." */
function completeArn(arn: string): string {
  const colons = arn.replaceAll(/\$\{[^}]*(?:\}|$)/g, "").split(":").length - 1;
  return arn.startsWith("arn:") ? arn + ":*".repeat(Math.max(0, 5 - colons)) : arn;
}

function readChoice(statement: Block, element: "Action" | "Resource", at: string, none: "no-actions" | "no-resources") {
  const [plain, negative] = [statement[element], statement[`Not${element}`]];
  if ((plain === undefined) === (negative === undefined)) {
    const message = `S${at.slice(1)} must have exactly one of ${element} and Not${element}.`;
    throw new MalformedPolicy(plain === undefined ? none : "syntax", message);
  }
  return { names: requireStrings(plain ?? negative, `${element} of ${at}`), negated: plain === undefined };
}

function refuseRepeatedSid(statements: readonly Statement[]): void {
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  if (new Set(sids).size === sids.length) return;
  throw new MalformedPolicy("sid", "Statement IDs (SID) in a single policy must be unique.");
}
