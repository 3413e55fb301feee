import { type Fault, MalformedPolicy } from "#local/authz/malformed-policy.ts";
import { type PolicyDocument, readPolicyDocument } from "#local/authz/policy-document.ts";
import { AwsError, NotEmulated } from "#local/wire/errors.ts";

/** "Maximum number of characters … does not count white space." */
const longest = 2048;

/**
 * The document, if AWS IoT would take it.
 * @throws MalformedPolicyException
 * @throws NotEmulated for a document that would deny here what AWS allows
 */
export function requireIotPolicyDocument(source: string): PolicyDocument {
  const length = source.replaceAll(/\s/g, "").length;
  if (length > longest) {
    throw malformed(`The policy document has ${length} characters without white space, and may have ${longest}.`);
  }
  try {
    const document = readPolicyDocument(source, "iot");
    requireKnownVariables(source);
    return document;
  } catch (error) {
    throw error instanceof MalformedPolicy ? malformed(inAwsWords(error)) : error;
  }
}

/** As a variable and as a condition key. */
const thingVariable = /\$\{\s*(iot:Connection\.Thing\.[^},]*)|"(iot:Connection\.Thing\.[^"]*)"\s*:/i;

/** Nothing here can be attached to a thing, so these would never have a value, and look as if AWS had denied. */
function requireKnownVariables(source: string): void {
  const [, variable, key] = thingVariable.exec(source) ?? [];
  const name = variable ?? key;
  if (name !== undefined) throw new NotEmulated(`the policy variable ${name}`);
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
