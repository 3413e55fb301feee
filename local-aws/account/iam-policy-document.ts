import { type Fault, MalformedPolicy } from "#local/authz/malformed-policy.ts";
import { type PolicyDocument, readPolicyDocument } from "#local/authz/policy-document.ts";
import { AwsError } from "#local/wire/errors.ts";

/**
 * The document, if IAM would take it.
 * @throws MalformedPolicyDocument
 */
export function requireIamPolicyDocument(source: string, kind: "identity" | "trust"): PolicyDocument {
  try {
    const document = readPolicyDocument(source, kind);
    if (kind === "trust") requireStsActions(document);
    return document;
  } catch (error) {
    throw error instanceof MalformedPolicy ? malformed(known[error.fault]?.(error) ?? error.message) : error;
  }
}

function requireStsActions({ statements }: PolicyDocument): void {
  const foreign = statements.some(({ actions }) => actions.patterns.some(({ source }) => !/^sts:/i.test(source)));
  if (foreign) throw malformed("AssumeRole policy may only specify STS AssumeRole actions.");
}

function malformed(message: string): AwsError {
  return new AwsError(400, "MalformedPolicyDocument", message);
}

/** AWS's texts, where they are known. */
const known: Partial<Record<Fault, (error: MalformedPolicy) => string>> = {
  syntax: ({ culprit }) =>
    /^(Not)?(Principal|Resource)$/.test(culprit) ? `Has prohibited field ${culprit}` : "Syntax errors in policy.",
  version: () => "Syntax errors in policy.",
  effect: () => "Syntax errors in policy.",
  "no-statements": () => "Syntax errors in policy.",
  "no-actions": () => "Policy statement must contain actions.",
  action: () => "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
  "no-resources": () => "Policy statement must contain resources.",
  resource: ({ culprit }) => `Resource ${culprit} must be in ARN format or "*".`,
  principal: ({ culprit }) =>
    culprit === "" ? "Missing required field Principal" : `Invalid principal in policy: ${culprit}`,
};

/** White space does not count towards the size of a policy. @throws LimitExceeded */
export function requireRoom(documents: readonly string[], limit: number, message: string): void {
  const size = documents.reduce((sum, document) => sum + document.replaceAll(/\s/g, "").length, 0);
  if (size > limit) throw new AwsError(409, "LimitExceeded", message);
}
