import { type PolicyDocument, type PolicyKind, readPolicyDocument } from "#local/authz/policy-document.ts";

/** More documents than an account's busy roles have; past them all are forgotten and read again. */
const mostKept = 1000;

/** Reads each document once; the same text is the same document. */
export function policyReader() {
  const known = new Map<string, PolicyDocument>();
  return (source: string, kind: PolicyKind): PolicyDocument => {
    const key = `${kind} ${source}`;
    const seen = known.get(key);
    if (seen) return seen;
    const document = readPolicyDocument(source, kind);
    if (known.size >= mostKept) known.clear();
    known.set(key, document);
    return document;
  };
}
