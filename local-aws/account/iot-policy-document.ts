import { type Fault, MalformedPolicy } from "#local/authz/malformed-policy.ts";
import { type PolicyDocument, readPolicyDocument } from "#local/authz/policy-document.ts";
import { AwsError } from "#local/wire/errors.ts";

/** "Maximum number of characters … does not count white space." */
const longest = 2048;

/**
 * The document, if AWS IoT would take it.
 * @throws MalformedPolicyException
 */
export function requireIotPolicyDocument(source: string): PolicyDocument {
  const length = source.replaceAll(/\s/g, "").length;
  if (length > longest) {
    throw malformed(`The policy document has ${length} characters without white space, and may have ${longest}.`);
  }
  try {
    return readPolicyDocument(source, "iot");
  } catch (error) {
    throw error instanceof MalformedPolicy ? malformed(inAwsWords(error)) : error;
  }
}

function malformed(problem: string): AwsError {
  return new AwsError(400, "MalformedPolicyException", `Policy document is Malformed: ${problem}`);
}

/** AWS's text where it is known, otherwise the place and what is wrong there. */
function inAwsWords(error: MalformedPolicy): string {
  return known[error.fault]?.(error) ?? error.message;
}

const known: Partial<Record<Fault, (error: MalformedPolicy) => string>> = {
  "no-statements": () => "Policy has no statements",
  version: () => "Unknown policy document version. It must be version 2012-10-17",
  effect: ({ culprit }) => `Invalid effect: ${culprit}`,
  resource: ({ culprit }) => `The following resources are invalid : ${culprit}`,
  syntax: ({ message }) => `Invalid policy syntax. ${message}`,
};
