import type { Environment } from "#local/account/environment.ts";
import type { Table } from "#local/account/store.ts";
import { AwsError } from "#local/wire/errors.ts";

/** A user pool whose ID tokens an identity pool accepts, when they were issued to `clientId`. */
export interface CognitoProvider {
  /** `cognito-idp.<region>.amazonaws.com/<user pool id>`. */
  readonly providerName: string;
  readonly clientId: string;
  /** Whether the user pool is asked if the user is still there and signed in. */
  readonly serverSideTokenCheck: boolean;
}

/** How the role of a signed-in identity is found. */
export type RoleMapping =
  | { readonly type: "Token"; readonly whenAmbiguous: "AuthenticatedRole" | "Deny" }
  | {
      readonly type: "Rules";
      readonly whenAmbiguous: "AuthenticatedRole" | "Deny";
      readonly rules: readonly MappingRule[];
    };

export interface MappingRule {
  readonly claim: string;
  readonly matchType: "Equals" | "Contains" | "StartsWith" | "NotEqual";
  readonly value: string;
  readonly roleArn: string;
}

export interface IdentityPoolSettings {
  readonly name: string;
  readonly allowUnauthenticatedIdentities: boolean;
  readonly allowClassicFlow: boolean;
  readonly cognitoProviders: readonly CognitoProvider[];
  readonly developerProviderName: string | undefined;
  /** Provider → app ID. */
  readonly supportedLoginProviders: Readonly<Record<string, string>>;
  readonly openIdConnectProviderArns: readonly string[];
  readonly samlProviderArns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

export interface IdentityPool extends IdentityPoolSettings {
  /** `ap-northeast-1:<uuid>`. */
  readonly id: string;
  readonly roles: { readonly authenticated?: string | undefined; readonly unauthenticated?: string | undefined };
  /** `<provider>:<client id>` → how the role of its users is found. */
  readonly roleMappings: Readonly<Record<string, RoleMapping>>;
}

export type NewIdentityPool = Pick<IdentityPoolSettings, "name"> & Partial<IdentityPoolSettings>;

export interface Pools {
  readonly byId: Table<IdentityPool>;
  create(input: NewIdentityPool): IdentityPool;
  /** @throws ResourceNotFoundException */
  require(poolId: string): IdentityPool;
  /** Replaces the roles and mappings that the pool had. */
  setRoles(pool: IdentityPool, roles: Pick<IdentityPool, "roles"> & Partial<Pick<IdentityPool, "roleMappings">>): void;
}

export function openPools({ store, ids, region }: Pick<Environment, "store" | "ids" | "region">): Pools {
  const byId = store.table<IdentityPool>("identity-pools");
  return {
    byId,
    create: (input) => {
      const pool: IdentityPool = {
        allowUnauthenticatedIdentities: false,
        allowClassicFlow: false,
        cognitoProviders: [],
        developerProviderName: undefined,
        supportedLoginProviders: {},
        openIdConnectProviderArns: [],
        samlProviderArns: [],
        tags: {},
        ...input,
        id: `${region}:${ids.uuid()}`,
        roles: {},
        roleMappings: {},
      };
      byId.set(pool.id, pool);
      return pool;
    },
    require: (poolId) => {
      const pool = byId.get(poolId);
      if (!pool) throw new AwsError(400, "ResourceNotFoundException", `IdentityPool '${poolId}' not found.`);
      return pool;
    },
    setRoles: (pool, { roles, roleMappings = {} }) =>
      byId.set(pool.id, { ...(byId.get(pool.id) ?? pool), roles, roleMappings }),
  };
}

export function identityPoolArn(
  { region, accountId }: Pick<Environment, "region" | "accountId">,
  poolId: string,
): string {
  return `arn:aws:cognito-identity:${region}:${accountId}:identitypool/${poolId}`;
}
