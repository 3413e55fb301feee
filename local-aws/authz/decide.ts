import type { Context } from "./pattern.ts";
import type { Choice, PolicyDocument, Statement } from "./policy-document.ts";
import { type Applicant, isTrusted } from "./trusted-principals.ts";

/** A policy as it applies to somebody, under the name by which an operator would look for it. */
export interface NamedPolicy {
  readonly name: string;
  readonly document: PolicyDocument;
}

/** What is asked: may this be done to that, in these circumstances? */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: Context;
}

/** A decision with its reason. */
export interface Decision {
  readonly allowed: boolean;
  readonly outcome: "allow" | "explicit-deny" | "implicit-deny";
  /** The statement that decided; none when no statement matched. */
  readonly by: { readonly policy: string; readonly statement: number; readonly sid: string | undefined } | undefined;
  /** The names of the policies that were read. */
  readonly considered: readonly string[];
}

/**
 * Denied unless a statement allows it; a statement that denies always wins.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function decide(policies: readonly NamedPolicy[], question: Question): Decision {
  const considered = policies.map(({ name }) => name);
  const find = (effect: Statement["effect"]) => {
    for (const { name, document } of policies) {
      const index = document.statements.findIndex(
        (statement) => statement.effect === effect && applies(statement, question),
      );
      if (index >= 0) return { policy: name, statement: index + 1, sid: document.statements[index]?.sid };
    }
    return undefined;
  };
  const denial = find("Deny");
  if (denial) return { allowed: false, outcome: "explicit-deny", by: denial, considered };
  const permission = find("Allow");
  if (permission) return { allowed: true, outcome: "allow", by: permission, considered };
  return { allowed: false, outcome: "implicit-deny", by: undefined, considered };
}

/** Whether a role's trust policy lets `applicant` assume it by `action`. */
export function decideTrust(trust: NamedPolicy, applicant: Applicant, question: Omit<Question, "resource">): Decision {
  const statements = trust.document.statements.map((statement) => ({
    ...statement,
    actions: statement.principals.some((principal) => isTrusted(principal, applicant)) ? statement.actions : nothing,
  }));
  return decide([{ name: trust.name, document: { statements } }], { ...question, resource: "*" });
}

const nothing: Choice = { patterns: [], negated: false };

function applies(statement: Statement, { action, resource, context }: Question): boolean {
  return (
    fits(statement.actions, action, context) &&
    fits(statement.resources, resource, context) &&
    statement.conditions.every((condition) => condition.holds(context))
  );
}

function fits({ patterns, negated }: Choice, text: string, context: Context): boolean {
  return patterns.some((pattern) => pattern.fits(text, context)) !== negated;
}

/** The reason of a decision, as a sentence for the log. */
export function explain({ outcome, by, considered }: Decision): string {
  if (by) {
    const sid = by.sid === undefined ? "" : ` (${by.sid})`;
    return `${outcome === "allow" ? "allowed" : "denied"} by statement ${by.statement}${sid} of ${by.policy}`;
  }
  return considered.length === 0 ? "no policy applies" : `no statement of ${considered.join(", ")} allows it`;
}
