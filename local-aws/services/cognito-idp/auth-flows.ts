import type { AuthFlowSetting, UserPoolClient } from "#local/account/user-pools/clients.ts";
import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import { type AwsError, NotEmulated } from "#local/wire/errors.ts";

export type AuthFlow =
  | "USER_SRP_AUTH"
  | "REFRESH_TOKEN_AUTH"
  | "REFRESH_TOKEN"
  | "CUSTOM_AUTH"
  | "ADMIN_NO_SRP_AUTH"
  | "USER_PASSWORD_AUTH"
  | "ADMIN_USER_PASSWORD_AUTH"
  | "USER_AUTH";

/** The flows that are carried out here. */
type EmulatedFlow = "srp" | "password" | "refresh";

interface Rule {
  readonly needs: AuthFlowSetting;
  /** What is said when the app client does not have it. */
  readonly disabled: string;
  /** Set where only one of InitiateAuth and AdminInitiateAuth knows the flow. */
  readonly only?: "signed" | "unsigned";
  readonly leadsTo: EmulatedFlow | (() => AwsError);
}

const notEnabled = "Auth flow not enabled for this client";

const byAdministrator: Rule = {
  needs: "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  disabled: notEnabled,
  only: "signed",
  leadsTo: "password",
};

const refreshing: Rule = { needs: "ALLOW_REFRESH_TOKEN_AUTH", disabled: notEnabled, leadsTo: "refresh" };

const rules: Readonly<Record<AuthFlow, Rule>> = {
  USER_SRP_AUTH: {
    needs: "ALLOW_USER_SRP_AUTH",
    disabled: "USER_SRP_AUTH is not enabled for the client.",
    leadsTo: "srp",
  },
  USER_PASSWORD_AUTH: {
    needs: "ALLOW_USER_PASSWORD_AUTH",
    disabled: "USER_PASSWORD_AUTH flow not enabled for this client",
    only: "unsigned",
    leadsTo: "password",
  },
  ADMIN_NO_SRP_AUTH: byAdministrator,
  ADMIN_USER_PASSWORD_AUTH: byAdministrator,
  REFRESH_TOKEN: refreshing,
  REFRESH_TOKEN_AUTH: refreshing,
  CUSTOM_AUTH: {
    needs: "ALLOW_CUSTOM_AUTH",
    disabled: "CUSTOM_AUTH is not enabled for the client.",
    // No pool here has Lambda triggers, and of such a pool AWS says the same.
    leadsTo: () => invalidParameter("Custom auth lambda trigger is not configured for the user pool."),
  },
  USER_AUTH: {
    needs: "ALLOW_USER_AUTH",
    disabled: "USER_AUTH is not enabled for the client.",
    leadsTo: () => new NotEmulated("the choice-based sign-in USER_AUTH"),
  },
};

/**
 * The flow that was asked for, when the operation and the app client allow it.
 * @throws InvalidParameterException when they do not, NotEmulated when only the embedded AWS does not.
 */
export function requireFlow(flow: AuthFlow, client: UserPoolClient, asked: "signed" | "unsigned"): EmulatedFlow {
  const rule = rules[flow];
  if (rule.only !== undefined && rule.only !== asked) throw invalidParameter("Initiate Auth method not supported.");
  if (!allowedFlows(client.authFlows).has(rule.needs)) throw invalidParameter(rule.disabled);
  if (typeof rule.leadsTo === "function") throw rule.leadsTo();
  return rule.leadsTo;
}

const legacy: ReadonlySet<AuthFlowSetting> = new Set([
  "ADMIN_NO_SRP_AUTH",
  "CUSTOM_AUTH_FLOW_ONLY",
  "USER_PASSWORD_AUTH",
]);

/** Settings without `ALLOW_` are older: with them, SRP and refreshing go without saying. */
function allowedFlows(settings: readonly AuthFlowSetting[]): ReadonlySet<AuthFlowSetting> {
  if (!settings.some((setting) => legacy.has(setting))) return new Set(settings);
  const flows = new Set<AuthFlowSetting>(["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_CUSTOM_AUTH"]);
  if (!settings.includes("CUSTOM_AUTH_FLOW_ONLY")) flows.add("ALLOW_USER_SRP_AUTH");
  if (settings.includes("USER_PASSWORD_AUTH")) flows.add("ALLOW_USER_PASSWORD_AUTH");
  if (settings.includes("ADMIN_NO_SRP_AUTH")) flows.add("ALLOW_ADMIN_USER_PASSWORD_AUTH");
  return flows;
}

/** @throws InvalidParameterException when older settings and newer ones are mixed. */
export function requireOneKind(settings: readonly AuthFlowSetting[]): void {
  const older = settings.filter((setting) => legacy.has(setting)).length;
  if (older > 0 && older < settings.length) {
    throw invalidParameter("ExplicitAuthFlows may not mix values with and without the prefix ALLOW_.");
  }
}
