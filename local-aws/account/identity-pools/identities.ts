import type { Environment } from "#local/account/environment.ts";
import type { Table } from "#local/account/store.ts";
import { AwsError } from "#local/wire/errors.ts";

/** Somebody as a provider knows him. */
interface Login {
  readonly provider: string;
  /** The token's `sub`. */
  readonly subject: string;
}

export interface Identity {
  /** `ap-northeast-1:<uuid>`. */
  readonly id: string;
  readonly poolId: string;
  readonly logins: readonly Login[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface Identities {
  readonly byId: Table<Identity>;
  /** @throws ResourceNotFoundException */
  require(identityId: string): Identity;
  of(poolId: string): readonly Identity[];
  /** The one identity that a login has in a pool, for ever. */
  ofLogin(poolId: string, login: Login): Identity | undefined;
  create(poolId: string, logins: readonly Login[]): Identity;
  link(identity: Identity, logins: readonly Login[]): Identity;
  delete(identity: Identity): void;
}

export function openIdentities({
  store,
  clock,
  ids,
  region,
}: Pick<Environment, "store" | "clock" | "ids" | "region">): Identities {
  const byId = store.table<Identity>("identities");
  const byLogin = store.table<string>("identity-logins");

  const put = (identity: Identity) => {
    byId.set(identity.id, identity);
    for (const login of identity.logins) byLogin.set(keyOf(identity.poolId, login), identity.id);
    return identity;
  };

  return {
    byId,
    require: (identityId) => {
      const identity = byId.get(identityId);
      if (!identity) throw new AwsError(400, "ResourceNotFoundException", `Identity '${identityId}' not found.`);
      return identity;
    },
    of: (poolId) =>
      [...byId.values()].filter((identity) => identity.poolId === poolId).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ofLogin: (poolId, login) => {
      const id = byLogin.get(keyOf(poolId, login));
      return id === undefined ? undefined : byId.get(id);
    },
    create: (poolId, logins) => {
      const now = clock.now();
      return put({ id: `${region}:${ids.uuid()}`, poolId, logins, createdAt: now, modifiedAt: now });
    },
    link: (identity, logins) => put({ ...identity, logins: [...identity.logins, ...logins], modifiedAt: clock.now() }),
    delete: (identity) => {
      for (const login of identity.logins) byLogin.delete(keyOf(identity.poolId, login));
      byId.delete(identity.id);
    },
  };
}

function keyOf(poolId: string, { provider, subject }: Login): string {
  return `${poolId} ${provider} ${subject}`;
}
