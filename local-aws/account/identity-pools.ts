import type { Environment } from "./environment.ts";
import { type Identities, openIdentities } from "./identity-pools/identities.ts";
import { type IdentityPool, type NewIdentityPool, openPools, type Pools } from "./identity-pools/pools.ts";

/** Cognito identity pools: which AWS identity a signed-in person is, and which role it gets. */
export interface IdentityPools {
  readonly pools: Pick<Pools, "byId" | "require">;
  readonly identities: Identities;
  create(input: NewIdentityPool): IdentityPool;
  setRoles: Pools["setRoles"];
  /** With its identities. */
  delete(pool: IdentityPool): void;
}

export function openIdentityPools(needs: Pick<Environment, "store" | "clock" | "ids" | "region">): IdentityPools {
  const pools = openPools(needs);
  const identities = openIdentities(needs);
  return {
    pools,
    identities,
    create: (input) => pools.create(input),
    setRoles: (pool, roles) => pools.setRoles(pool, roles),
    delete: ({ id }) => {
      for (const identity of identities.of(id)) identities.delete(identity);
      pools.byId.delete(id);
    },
  };
}
