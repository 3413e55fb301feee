import * as v from "valibot";

import { standardNames } from "#local/account/user-pools/attributes.ts";
import { type ClientSettings, defaultClientSettings } from "#local/account/user-pools/clients.ts";
import type { UserPool } from "#local/account/user-pools/pools.ts";
import { invalidParameter } from "#local/account/user-pools/refusals.ts";
import { NotEmulated } from "#local/wire/errors.ts";
import { integer, text } from "#local/wire/inputs.ts";

import { requireOneKind } from "./auth-flows.ts";
import { refuseLacking } from "./lacking.ts";

const unit = v.optional(v.picklist(["seconds", "minutes", "hours", "days"]));
const attributeNames = v.optional(v.array(text(1, 2048)));

/** What CreateUserPoolClient and UpdateUserPoolClient take alike. */
export const clientSettingsInput = {
  RefreshTokenValidity: v.optional(integer(0, 315_360_000)),
  AccessTokenValidity: v.optional(integer(1, 86_400)),
  IdTokenValidity: v.optional(integer(1, 86_400)),
  TokenValidityUnits: v.optional(v.object({ AccessToken: unit, IdToken: unit, RefreshToken: unit })),
  ReadAttributes: attributeNames,
  WriteAttributes: attributeNames,
  ExplicitAuthFlows: v.optional(
    v.array(
      v.picklist([
        "ADMIN_NO_SRP_AUTH",
        "CUSTOM_AUTH_FLOW_ONLY",
        "USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_AUTH",
      ]),
    ),
  ),
  SupportedIdentityProviders: v.optional(v.array(text(1, 32)), []),
  PreventUserExistenceErrors: v.optional(v.picklist(["LEGACY", "ENABLED"])),
  EnableTokenRevocation: v.optional(v.boolean()),
  AuthSessionValidity: v.optional(integer(3, 15)),
  RefreshTokenRotation: v.optional(
    v.object({
      Feature: v.picklist(["ENABLED", "DISABLED"]),
      RetryGracePeriodSeconds: v.optional(integer(0, 60)),
    }),
  ),
};

const settingsInput = v.looseObject(clientSettingsInput);

/** What is not said becomes the default, in an update as well. @throws InvalidParameterException, NotEmulated */
export function readClientSettings(
  operation: string,
  pool: UserPool,
  input: v.InferOutput<typeof settingsInput>,
): ClientSettings {
  refuseLacking(operation, input, lacking);
  if (input.RefreshTokenRotation?.Feature === "ENABLED")
    throw new NotEmulated(`${operation} with RefreshTokenRotation`);
  if (input.SupportedIdentityProviders.some((provider) => provider !== "COGNITO")) {
    throw new NotEmulated(`${operation} with SupportedIdentityProviders other than COGNITO`);
  }
  // An empty list stands for none given.
  const authFlows = input.ExplicitAuthFlows?.length ? input.ExplicitAuthFlows : defaultClientSettings.authFlows;
  requireOneKind(authFlows);
  requireKnown(pool, "read", input.ReadAttributes);
  requireKnown(pool, "write", input.WriteAttributes);
  const units = input.TokenValidityUnits;
  return {
    accessTokenValidity: input.AccessTokenValidity,
    idTokenValidity: input.IdTokenValidity,
    refreshTokenValidity: input.RefreshTokenValidity,
    units: units && { access: units.AccessToken, id: units.IdToken, refresh: units.RefreshToken },
    authFlows,
    preventUserExistenceErrors: input.PreventUserExistenceErrors ?? defaultClientSettings.preventUserExistenceErrors,
    enableTokenRevocation: input.EnableTokenRevocation ?? defaultClientSettings.enableTokenRevocation,
    authSessionMinutes: input.AuthSessionValidity ?? defaultClientSettings.authSessionMinutes,
    readAttributes: input.ReadAttributes,
    writeAttributes: input.WriteAttributes,
  };
}

const lacking = [
  "CallbackURLs",
  "LogoutURLs",
  "DefaultRedirectURI",
  "AllowedOAuthFlows",
  "AllowedOAuthScopes",
  "AllowedOAuthFlowsUserPoolClient",
  "AnalyticsConfiguration",
  "EnablePropagateAdditionalUserContextData",
];

function requireKnown(pool: UserPool, kind: "read" | "write", names: readonly string[] = []): void {
  const known = new Set([...standardNames, ...pool.customAttributes.map(({ name }) => name)]);
  if (names.every((name) => known.has(name))) return;
  throw invalidParameter(`Invalid ${kind} attributes specified while creating a client`);
}
