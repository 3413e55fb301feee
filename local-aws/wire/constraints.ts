import type * as v from "valibot";

/** What AWS's models mark as sensitive is not repeated to whoever sent it, nor to whoever reads a log of the answer. */
const sensitive = /(password|username|secret|secretHash|token|session|code)$/i;

/** The sentence in which AWS services report a member that breaks their model. */
export function inAwsWords(issue: v.BaseIssue<unknown>): string {
  const member = (issue.path ?? []).map(nameOf).join(".") || "input";
  const missing = issue.received === "undefined";
  const plain = (typeof issue.input === "string" || typeof issue.input === "number") && !sensitive.test(member);
  const shown = plain ? ` '${issue.input}'` : "";
  const constraint = missing ? "Member must not be null" : constraintOf(issue);
  return `1 validation error detected: Value${shown} at '${member}' failed to satisfy constraint: ${constraint}`;
}

/** `rules.1.member.claim`: in lower camel case, and counted from one. */
function nameOf({ type, key }: v.IssuePathItem): string {
  if (type === "array") return `${key + 1}.member`;
  const name = String(key);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What is wrong with a map: AWS names neither the entry nor which constraint it breaks. */
export function mapConstraint(
  of: "keys" | "value",
  { pipe }: { readonly pipe: readonly { readonly type: string }[] },
): string {
  const constraints = ["max_length", "min_length", "regex"].flatMap((type) =>
    pipe.filter((action) => action.type === type).map(constraintOf),
  );
  return `Map ${of} must satisfy constraint: [${constraints.join(", ")}]`;
}

interface Constraint {
  readonly type: string;
  readonly requirement?: unknown;
  readonly expected?: string | null;
  readonly message?: unknown;
}

function constraintOf({ type, requirement, expected, message }: Constraint): string {
  const limit = typeof requirement === "number" ? requirement : "";
  switch (type) {
    case "max_length":
    case "max_bytes":
      return `Member must have length less than or equal to ${limit}`;
    case "min_length":
    case "non_empty":
      return `Member must have length greater than or equal to ${limit === "" ? 1 : limit}`;
    case "max_value":
      return `Member must have value less than or equal to ${limit}`;
    case "min_value":
      return `Member must have value greater than or equal to ${limit}`;
    case "regex":
      return `Member must satisfy regular expression pattern: ${requirement instanceof RegExp ? unanchored(requirement) : ""}`;
    case "picklist":
      return `Member must satisfy enum value set: [${(expected ?? "").replaceAll(/[()"]/g, "").replaceAll(" | ", ", ")}]`;
    case "check":
    case "raw_check":
      return String(message);
    default:
      return `Member must be ${expected ?? "of another type"}`;
  }
}

/** AWS's models match whole values without saying so. */
function unanchored({ source }: RegExp): string {
  return source.replace(/^\^/, "").replace(/\$$/, "");
}
