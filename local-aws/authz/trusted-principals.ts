import { requireBlock, requireStrings } from "./grammar.ts";
import { MalformedPolicy } from "./malformed-policy.ts";

/** Whom a trust policy lets in: `AWS`, `Service` or `Federated` and a name; `*` is anybody. */
export interface TrustedPrincipal {
  readonly type: string;
  readonly name: string;
}

/** Who asks to assume a role: a service, a federated provider or an AWS principal's ARN. */
export interface Applicant {
  readonly type: "AWS" | "Service" | "Federated";
  readonly name: string;
}

const types = new Set(["AWS", "Service", "Federated", "CanonicalUser"]);

/** @throws MalformedPolicy */
export function readPrincipals(value: unknown, at: string): readonly TrustedPrincipal[] {
  if (value === "*") return [{ type: "*", name: "*" }];
  if (value === undefined) throw new MalformedPolicy("principal", `S${at.slice(1)} has no Principal.`);
  return Object.entries(requireBlock(value, `Principal of ${at}`)).flatMap(([type, names]) =>
    requireStrings(names, `Principal of ${at}`, "principal").map((name) => {
      // "You cannot use a wildcard to match part of a principal name or ARN."
      const wild = /[*?]/.test(name) && (name !== "*" || type !== "AWS");
      if (types.has(type) && !wild) return { type, name };
      throw new MalformedPolicy("principal", `Principal of ${at}: '${name}' is none.`, `"${type}":"${name}"`);
    }),
  );
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function isTrusted({ type, name }: TrustedPrincipal, applicant: Applicant): boolean {
  if (type === "*") return true;
  if (type !== applicant.type) return false;
  if (name === "*" || name === applicant.name) return true;
  return type === "AWS" && coversPrincipal(name, applicant.name);
}

/** An account, by its number or its root ARN, stands for every principal in it, a role for each of its sessions. */
function coversPrincipal(name: string, arn: string): boolean {
  const account = arn.split(":")[4];
  if (account !== undefined && (name === account || name === `arn:aws:iam::${account}:root`)) return true;
  const session = /^arn:aws:sts::(\d+):assumed-role\/([^/]+)\//.exec(arn);
  // The session's ARN leaves out the role's path.
  const role = /^arn:aws:iam::(\d+):role\/(?:.*\/)?([^/]+)$/.exec(name);
  return session !== null && role !== null && session[1] === role[1] && session[2] === role[2];
}
