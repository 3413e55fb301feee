import type { Environment } from "#local/account/environment.ts";
import { alphanumeric } from "#local/account/ids.ts";
import type { Table } from "#local/account/store.ts";

import type { Schema } from "./attributes.ts";
import { defaultPasswordPolicy, type PasswordPolicy } from "./password-policy.ts";
import { resourceNotFound } from "./refusals.ts";

export interface UserPool extends Schema {
  /** `ap-northeast-1_AbCdEf123`. */
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly passwordPolicy: PasswordPolicy;
  /** With any of these, people sign in by it, and their username is made up. */
  readonly usernameAttributes: readonly ("email" | "phone_number")[];
  readonly caseSensitive: boolean;
  /** Without effect here, since nobody can sign himself up and nothing is sent. */
  readonly autoVerifiedAttributes: readonly ("email" | "phone_number")[];
  readonly allowAdminCreateUserOnly: boolean;
  readonly deletionProtection: "ACTIVE" | "INACTIVE";
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** From this, what is said of people who do not exist is made. */
  readonly decoySecret: string;
}

export type NewUserPool = Pick<UserPool, "name"> &
  Partial<Omit<UserPool, "id" | "arn" | "name" | "createdAt" | "modifiedAt" | "decoySecret">>;

export interface Pools {
  readonly byId: Table<UserPool>;
  create(input: NewUserPool): UserPool;
  /** @throws ResourceNotFoundException */
  require(poolId: string): UserPool;
}

export function openPools({
  store,
  clock,
  ids,
  region,
  accountId,
}: Pick<Environment, "store" | "clock" | "ids" | "region" | "accountId">): Pools {
  const byId = store.table<UserPool>("user-pools");
  return {
    byId,
    create: (input) => {
      const id = `${region}_${ids.pick(alphanumeric, 9)}`;
      const now = clock.now();
      const pool: UserPool = {
        passwordPolicy: defaultPasswordPolicy,
        usernameAttributes: [],
        caseSensitive: true,
        requiredAttributes: [],
        customAttributes: [],
        autoVerifiedAttributes: [],
        allowAdminCreateUserOnly: false,
        deletionProtection: "INACTIVE",
        tags: {},
        ...input,
        id,
        arn: userPoolArn({ region, accountId }, id),
        createdAt: now,
        modifiedAt: now,
        decoySecret: ids.bytes(32).toString("hex"),
      };
      byId.set(id, pool);
      return pool;
    },
    require: (poolId) => {
      const pool = byId.get(poolId);
      if (!pool) throw resourceNotFound(`User pool ${poolId} does not exist.`);
      return pool;
    },
  };
}

export function userPoolArn({ region, accountId }: Pick<Environment, "region" | "accountId">, poolId: string): string {
  return `arn:aws:cognito-idp:${region}:${accountId}:userpool/${poolId}`;
}

/** The name of the pool among the providers of an identity pool; its tokens' `iss` without the scheme. */
export function providerName(poolId: string): string {
  return `cognito-idp.${poolId.slice(0, poolId.indexOf("_"))}.amazonaws.com/${poolId}`;
}

/** `iss` has AWS's form here too: Amplify makes the key of an identity pool's `Logins` from it. */
export function issuer(poolId: string): string {
  return `https://${providerName(poolId)}`;
}
