import type { UserPoolClient } from "#local/account/user-pools/clients.ts";

/** An app client as operations answer it. Dates are seconds since the epoch. */
export function clientShape(client: UserPoolClient) {
  const { units } = client;
  return {
    UserPoolId: client.poolId,
    ClientName: client.name,
    ClientId: client.id,
    ClientSecret: client.secret,
    CreationDate: client.createdAt / 1000,
    LastModifiedDate: client.modifiedAt / 1000,
    RefreshTokenValidity: client.refreshTokenValidity ?? 30,
    AccessTokenValidity: client.accessTokenValidity,
    IdTokenValidity: client.idTokenValidity,
    TokenValidityUnits: units && { AccessToken: units.access, IdToken: units.id, RefreshToken: units.refresh },
    ReadAttributes: client.readAttributes,
    WriteAttributes: client.writeAttributes,
    ExplicitAuthFlows: client.authFlows,
    PreventUserExistenceErrors: client.preventUserExistenceErrors,
    EnableTokenRevocation: client.enableTokenRevocation,
    AuthSessionValidity: client.authSessionMinutes,
    AllowedOAuthFlowsUserPoolClient: false,
    EnablePropagateAdditionalUserContextData: false,
  };
}
