import * as v from "valibot";

import type { IdentityPool, IdentityPoolSettings } from "#local/account/identity-pools/pools.ts";
import { mapOf, text } from "#local/wire/inputs.ts";

import { arn, identityPoolName } from "./inputs.ts";

/** What CreateIdentityPool and UpdateIdentityPool take alike. */
export const poolSettingsInput = {
  IdentityPoolName: identityPoolName,
  AllowUnauthenticatedIdentities: v.boolean(),
  AllowClassicFlow: v.optional(v.boolean(), false),
  SupportedLoginProviders: v.optional(mapOf(text(1, 128), text(1, 128, /^[\w.;_/-]+$/)), {}),
  DeveloperProviderName: v.optional(text(1, 128, /^[\w._-]+$/)),
  OpenIdConnectProviderARNs: v.optional(v.array(arn), []),
  CognitoIdentityProviders: v.optional(
    v.array(
      v.object({
        ProviderName: text(1, 128, /^[\w._:/-]+$/),
        ClientId: text(1, 128, /^\w+$/),
        ServerSideTokenCheck: v.optional(v.boolean(), false),
      }),
    ),
    [],
  ),
  SamlProviderARNs: v.optional(v.array(arn), []),
  IdentityPoolTags: v.optional(mapOf(text(1, 128), text(0, 256)), {}),
};

const settingsInput = v.object(poolSettingsInput);

export function readPoolSettings(input: v.InferOutput<typeof settingsInput>): IdentityPoolSettings {
  return {
    name: input.IdentityPoolName,
    allowUnauthenticatedIdentities: input.AllowUnauthenticatedIdentities,
    allowClassicFlow: input.AllowClassicFlow,
    cognitoProviders: input.CognitoIdentityProviders.map(({ ProviderName, ClientId, ServerSideTokenCheck }) => ({
      providerName: ProviderName,
      clientId: ClientId,
      serverSideTokenCheck: ServerSideTokenCheck,
    })),
    developerProviderName: input.DeveloperProviderName,
    supportedLoginProviders: input.SupportedLoginProviders,
    openIdConnectProviderArns: input.OpenIdConnectProviderARNs,
    samlProviderArns: input.SamlProviderARNs,
    tags: input.IdentityPoolTags,
  };
}

/** An identity pool as operations answer it. */
export function poolShape(pool: IdentityPool) {
  return {
    IdentityPoolId: pool.id,
    IdentityPoolName: pool.name,
    AllowUnauthenticatedIdentities: pool.allowUnauthenticatedIdentities,
    AllowClassicFlow: pool.allowClassicFlow,
    SupportedLoginProviders: pool.supportedLoginProviders,
    DeveloperProviderName: pool.developerProviderName,
    OpenIdConnectProviderARNs: pool.openIdConnectProviderArns,
    CognitoIdentityProviders: pool.cognitoProviders.map(({ providerName, clientId, serverSideTokenCheck }) => ({
      ProviderName: providerName,
      ClientId: clientId,
      ServerSideTokenCheck: serverSideTokenCheck,
    })),
    SamlProviderARNs: pool.samlProviderArns,
    IdentityPoolTags: pool.tags,
  };
}
