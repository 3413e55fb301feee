import type { Context } from "#local/authz/pattern.ts";

/** Who signed a request, as IAM sees him. */
export type Principal = UserPrincipal | RoleSession;

export interface UserPrincipal {
  readonly kind: "user";
  readonly arn: string;
  /** `AIDA…`. */
  readonly principalId: string;
}

/** Temporary credentials of a role. */
export interface RoleSession {
  readonly kind: "role";
  /** `arn:aws:sts::…:assumed-role/ROLE/SESSION`. */
  readonly arn: string;
  /** `AROA…:SESSION`, as it stands in logs and lifecycle events. */
  readonly principalId: string;
  readonly roleName: string;
  /** Set when the session came from an identity pool. */
  readonly cognito: CognitoSession | undefined;
  /** Further condition keys that the session carries, with their values. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export interface CognitoSession {
  readonly identityId: string;
  readonly identityPoolId: string;
  /** `authenticated` or `unauthenticated`, then the providers, as the token's amr claim lists them. */
  readonly amr: readonly string[];
}

/** The condition keys that every request of `principal` carries. */
export function contextOf(
  principal: Principal,
  request: { readonly sourceIp: string; readonly now: number },
): Map<string, readonly string[]> {
  const context = new Map<string, readonly string[]>([
    ["aws:principalarn", [principal.arn]],
    ["aws:userid", [principal.principalId]],
    ["aws:sourceip", [request.sourceIp]],
    ["aws:currenttime", [new Date(request.now).toISOString()]],
    ["aws:epochtime", [String(Math.floor(request.now / 1000))]],
    ["aws:principaltype", [principal.kind === "user" ? "User" : "AssumedRole"]],
  ]);
  if (principal.kind === "user") context.set("aws:username", [principal.arn.slice(principal.arn.lastIndexOf("/") + 1)]);
  else {
    for (const [key, values] of Object.entries(principal.context)) context.set(key.toLowerCase(), values);
    if (principal.cognito) for (const [key, values] of cognitoContext(principal.cognito)) context.set(key, values);
  }
  return context;
}

/**
 * The keys of an identity-pool session, in a role's trust policy and in its permissions alike.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 */
export function cognitoContext({ identityId, identityPoolId, amr }: CognitoSession): Context {
  return new Map([
    ["cognito-identity.amazonaws.com:sub", [identityId]],
    ["cognito-identity.amazonaws.com:aud", [identityPoolId]],
    ["cognito-identity.amazonaws.com:amr", amr],
    ["aws:federatedprovider", ["cognito-identity.amazonaws.com"]],
  ]);
}
