import type { Environment } from "./environment.ts";
import { type Clients, openClients } from "./user-pools/clients.ts";
import { type Groups, openGroups } from "./user-pools/groups.ts";
import { type Keys, openKeys } from "./user-pools/keys.ts";
import { type NewUserPool, openPools, type Pools, type UserPool } from "./user-pools/pools.ts";
import { openSessions, type Sessions } from "./user-pools/sessions.ts";
import { openUsers, type Users } from "./user-pools/users.ts";

/** Cognito user pools: who may sign in, through which app client, and who has. */
export interface UserPools {
  readonly pools: Pick<Pools, "byId" | "require">;
  readonly clients: Clients;
  readonly users: Users;
  readonly groups: Groups;
  readonly sessions: Sessions;
  readonly keys: Keys;
  create(input: NewUserPool): UserPool;
  /** With everything in it. */
  delete(pool: UserPool): void;
}

export function openUserPools(needs: Pick<Environment, "store" | "clock" | "ids" | "region" | "accountId">): UserPools {
  const pools = openPools(needs);
  const clients = openClients(needs);
  const users = openUsers(needs);
  const groups = openGroups({ ...needs, users });
  const sessions = openSessions(needs);
  const keys = openKeys(needs);
  return {
    pools,
    clients,
    users,
    groups,
    sessions,
    keys,
    create: (input) => {
      const pool = pools.create(input);
      keys.prepare(pool.id);
      return pool;
    },
    delete: ({ id }) => {
      for (const client of clients.of(id)) clients.byId.delete(client.id);
      for (const user of users.of(id)) users.delete(user);
      for (const group of groups.of(id)) groups.delete(group);
      for (const session of sessions.byId.values()) if (session.poolId === id) sessions.byId.delete(session.id);
      keys.delete(id);
      pools.byId.delete(id);
    },
  };
}
