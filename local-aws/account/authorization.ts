import { decide, type Decision, explain } from "#local/authz/decide.ts";
import type { Context } from "#local/authz/pattern.ts";

import type { IotPolicies } from "./iot-policies.ts";
import type { Principal } from "./principal.ts";
import type { Roles } from "./roles.ts";

/**
 * For an authenticated Cognito identity these actions need both the role and an IoT policy on the identity; all others the role alone.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/cog-iot-policies.html
 */
const scopedActions = new Set([
  "iot:Connect",
  "iot:Publish",
  "iot:Subscribe",
  "iot:Receive",
  "iot:GetThingShadow",
  "iot:UpdateThingShadow",
  "iot:DeleteThingShadow",
]);

/** What every gate on the way said. */
export interface Authorization {
  readonly allowed: boolean;
  /** One sentence that names the statement that decided. */
  readonly why: string;
}

export interface Authorizer {
  (principal: Principal, action: string, resource: string, context: Context): Authorization;
}

export function openAuthorizer({
  roles,
  iotPolicies,
}: {
  readonly roles: Roles;
  readonly iotPolicies: IotPolicies;
}): Authorizer {
  return (principal, action, resource, context) => {
    const role = roles.decide(principal, action, resource, context);
    const identity = principal.kind === "role" ? principal.cognito : undefined;
    if (!role.allowed || !scopedActions.has(action) || identity?.amr[0] !== "authenticated") return verdict(role);
    const attached = iotPolicies.of(identity.identityId);
    if (attached.length === 0)
      return { allowed: false, why: `no IoT policy is attached to identity ${identity.identityId}` };
    return verdict(decide(attached, { action, resource, context }), role);
  };
}

function verdict(decision: Decision, earlier?: Decision): Authorization {
  const why = earlier ? `${explain(earlier)}; ${explain(decision)}` : explain(decision);
  return { allowed: decision.allowed, why };
}
