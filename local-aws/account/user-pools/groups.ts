import type { Environment } from "#local/account/environment.ts";
import { AwsError } from "#local/wire/errors.ts";

import type { UserPool } from "./pools.ts";
import { resourceNotFound } from "./refusals.ts";
import type { User, Users } from "./users.ts";

export interface Group {
  readonly poolId: string;
  readonly name: string;
  readonly description: string | undefined;
  /** The lowest goes before all others; undefined goes last. */
  readonly precedence: number | undefined;
  readonly roleArn: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

type GroupSettings = Partial<Pick<Group, "description" | "precedence" | "roleArn">>;

export interface Groups {
  /** @throws ResourceNotFoundException */
  require(pool: UserPool, name: string): Group;
  /** All groups of a pool, in the order of their names. */
  of(poolId: string): readonly Group[];
  /** The groups of a user, the one that goes before the others first. */
  ofUser(user: User): readonly Group[];
  /** @throws GroupExistsException */
  create(pool: UserPool, name: string, settings?: GroupSettings): Group;
  change(group: Group, settings: GroupSettings): Group;
  /** Its members stay, without it. */
  delete(group: Group): void;
  addUser(group: Group, user: User): void;
  removeUser(group: Group, user: User): void;
}

export function openGroups({
  store,
  clock,
  users,
}: Pick<Environment, "store" | "clock"> & { readonly users: Users }): Groups {
  const byName = store.table<Group>("user-pool-groups");
  const put = (group: Group) => {
    byName.set(keyOf(group.poolId, group.name), group);
    return group;
  };
  const setGroups = (user: User, change: (names: ReadonlySet<string>) => Iterable<string>) => {
    const { groups } = users.current(user);
    const changed = [...change(new Set(groups))];
    if (changed.length !== groups.length) users.change(user, { groups: changed });
  };
  const removeUser: Groups["removeUser"] = ({ name }, user) =>
    setGroups(user, (names) => [...names].filter((group) => group !== name));

  return {
    require: (pool, name) => {
      const group = byName.get(keyOf(pool.id, name));
      if (!group) throw resourceNotFound("Group not found.");
      return group;
    },
    of: (poolId) =>
      [...byName.values()].filter((group) => group.poolId === poolId).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    ofUser: (user) =>
      user.groups
        .flatMap((name) => byName.get(keyOf(user.poolId, name)) ?? [])
        .toSorted((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity) || (a.name < b.name ? -1 : 1)),
    create: (pool, name, settings = {}) => {
      if (byName.has(keyOf(pool.id, name))) {
        throw new AwsError(400, "GroupExistsException", "A group with the name already exists.");
      }
      const now = clock.now();
      return put({
        poolId: pool.id,
        name,
        description: settings.description,
        precedence: settings.precedence,
        roleArn: settings.roleArn,
        createdAt: now,
        modifiedAt: now,
      });
    },
    change: (group, settings) => put({ ...group, ...settings, modifiedAt: clock.now() }),
    delete: (group) => {
      byName.delete(keyOf(group.poolId, group.name));
      for (const user of users.of(group.poolId)) removeUser(group, user);
    },
    addUser: ({ name }, user) => setGroups(user, (names) => new Set([...names, name])),
    removeUser,
  };
}

function keyOf(poolId: string, name: string): string {
  return `${poolId} ${name}`;
}

/**
 * The role of the group that goes before all others; none when groups of equal standing name different roles.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateGroup.html
 */
export function preferredRole(groups: readonly Group[]): string | undefined {
  const withRole = groups.filter(({ roleArn }) => roleArn !== undefined);
  const best = Math.min(...withRole.map(({ precedence }) => precedence ?? Infinity));
  const roles = new Set(
    withRole.filter(({ precedence }) => (precedence ?? Infinity) === best).map(({ roleArn }) => roleArn),
  );
  return roles.size === 1 ? [...roles][0] : undefined;
}
