import type { Environment } from "#local/account/environment.ts";
import { AwsError } from "#local/wire/errors.ts";

import { type Attributes, requireConforming } from "./attributes.ts";
import { randomPassword, violation } from "./password-policy.ts";
import type { UserPool } from "./pools.ts";
import { invalidParameter, userNotFound } from "./refusals.ts";
import { makeVerifier, type PasswordVerifier, type SrpUser } from "./srp.ts";

export interface User {
  readonly poolId: string;
  readonly username: string;
  /** A UUID, and for ever his. */
  readonly sub: string;
  /** Without `sub`. */
  readonly attributes: Attributes;
  readonly enabled: boolean;
  readonly status: "CONFIRMED" | "FORCE_CHANGE_PASSWORD";
  readonly password: PasswordVerifier;
  /** Milliseconds since the epoch; undefined for a password that the user chose. */
  readonly passwordExpiresAt: number | undefined;
  /** Names of groups. */
  readonly groups: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

interface NewUser {
  /** What the user signs in by: with `usernameAttributes`, his e-mail address or phone number. */
  readonly username: string;
  readonly attributes?: Attributes;
  /** Temporary, to be changed at the first sign-in. Without it nobody knows the password. */
  readonly password?: string | undefined;
}

export interface Users {
  /** By username, by `sub`, or by what he signs in by. */
  find(pool: UserPool, name: string): User | undefined;
  /** @throws UserNotFoundException */
  require(pool: UserPool, name: string): User;
  /** The user as he is now, whatever he was when `user` was read. */
  current(user: User): User;
  /** All users of a pool, in the order of their usernames. */
  of(poolId: string): readonly User[];
  /** @throws UsernameExistsException, InvalidParameterException, InvalidPasswordException */
  create(pool: UserPool, input: NewUser): User;
  /** @throws InvalidPasswordException */
  setPassword(pool: UserPool, user: User, password: string, kind: "permanent" | "temporary"): User;
  change(user: User, changes: Partial<Pick<User, "attributes" | "enabled" | "groups" | "passwordExpiresAt">>): User;
  delete(user: User): void;
}

export function openUsers({ store, clock, ids }: Pick<Environment, "store" | "clock" | "ids">): Users {
  const byUsername = store.table<User>("user-pool-users");
  // `sub`, and what a user signs in by where that is not his username.
  const usernames = store.table<string>("user-pool-usernames");

  const put = (user: User) => {
    byUsername.set(keyOf(user.poolId, user.username), user);
    return user;
  };
  const verifierFor = (pool: UserPool, username: string, password: string) =>
    makeVerifier(srpUser({ poolId: pool.id, username }), password, ids.bytes(16));

  const users: Users = {
    find: (pool, name) => {
      const given = normalise(pool, name);
      const known = byUsername.get(keyOf(pool.id, given));
      if (known) return known;
      const username = usernames.get(keyOf(pool.id, given));
      return username === undefined ? undefined : byUsername.get(keyOf(pool.id, username));
    },
    require: (pool, name) => {
      const user = users.find(pool, name);
      if (!user) throw userNotFound();
      return user;
    },
    current: (user) => byUsername.get(keyOf(user.poolId, user.username)) ?? user,
    of: (poolId) =>
      [...byUsername.values()]
        .filter((user) => user.poolId === poolId)
        .toSorted((a, b) => (a.username < b.username ? -1 : 1)),
    create: (pool, { username: name, attributes = {}, password }) => {
      const given = normalise(pool, name);
      const signsInBy = pool.usernameAttributes.length > 0 ? requireUsernameAttribute(pool, given) : undefined;
      const known = signsInBy === undefined ? attributes : { ...attributes, [signsInBy]: given };
      requireConforming(pool, known);
      if (users.find(pool, given)) throw new AwsError(400, "UsernameExistsException", "User account already exists");
      if (password !== undefined) requirePassword(pool, password);
      const sub = ids.uuid();
      const username = signsInBy === undefined ? given : sub;
      const now = clock.now();
      usernames.set(keyOf(pool.id, sub), username);
      if (signsInBy !== undefined) usernames.set(keyOf(pool.id, given), username);
      return put({
        poolId: pool.id,
        username,
        sub,
        attributes: known,
        enabled: true,
        status: "FORCE_CHANGE_PASSWORD",
        password: verifierFor(pool, username, password ?? randomPassword(ids, pool.passwordPolicy)),
        passwordExpiresAt: expiryOf(pool, now),
        groups: [],
        createdAt: now,
        modifiedAt: now,
      });
    },
    setPassword: (pool, user, password, kind) => {
      requirePassword(pool, password);
      const now = clock.now();
      return put({
        ...users.current(user),
        password: verifierFor(pool, user.username, password),
        status: kind === "permanent" ? "CONFIRMED" : "FORCE_CHANGE_PASSWORD",
        passwordExpiresAt: kind === "permanent" ? undefined : expiryOf(pool, now),
        modifiedAt: now,
      });
    },
    change: (user, changes) => put({ ...users.current(user), ...changes, modifiedAt: clock.now() }),
    delete: (user) => {
      byUsername.delete(keyOf(user.poolId, user.username));
      for (const name of [user.sub, user.attributes["email"], user.attributes["phone_number"]]) {
        const key = keyOf(user.poolId, name ?? "");
        if (usernames.get(key) === user.username) usernames.delete(key);
      }
    },
  };
  return users;
}

/** Whose password it is, in the terms of SRP. */
export function srpUser({ poolId, username }: Pick<User, "poolId" | "username">): SrpUser {
  return { poolName: poolId.slice(poolId.indexOf("_") + 1), userId: username };
}

function keyOf(poolId: string, name: string): string {
  return `${poolId} ${name}`;
}

export function normalise(pool: UserPool, name: string): string {
  return pool.caseSensitive ? name : name.toLowerCase();
}

function expiryOf(pool: UserPool, now: number): number {
  return now + pool.passwordPolicy.temporaryPasswordValidityDays * 86_400_000;
}

function requirePassword(pool: UserPool, password: string): void {
  const fault = violation(pool.passwordPolicy, password);
  if (fault) throw new AwsError(400, "InvalidPasswordException", `Password did not conform with policy: ${fault}`);
}

function requireUsernameAttribute(pool: UserPool, name: string): "email" | "phone_number" {
  const attribute = name.includes("@") ? "email" : "phone_number";
  if (pool.usernameAttributes.includes(attribute)) return attribute;
  const wanted = pool.usernameAttributes.map((wish) => (wish === "email" ? "an email" : "a phone number"));
  throw invalidParameter(`Username should be ${wanted.length > 1 ? "either " : ""}${wanted.join(" or ")}.`);
}
