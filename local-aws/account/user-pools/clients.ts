import type { Environment } from "#local/account/environment.ts";
import type { Table } from "#local/account/store.ts";

import { lifetimes, type TokenSettings } from "./lifetimes.ts";
import { resourceNotFound } from "./refusals.ts";

export type AuthFlowSetting =
  | "ADMIN_NO_SRP_AUTH"
  | "CUSTOM_AUTH_FLOW_ONLY"
  | "USER_PASSWORD_AUTH"
  | "ALLOW_ADMIN_USER_PASSWORD_AUTH"
  | "ALLOW_CUSTOM_AUTH"
  | "ALLOW_USER_PASSWORD_AUTH"
  | "ALLOW_USER_SRP_AUTH"
  | "ALLOW_REFRESH_TOKEN_AUTH"
  | "ALLOW_USER_AUTH";

/** An app client of a user pool. */
export interface UserPoolClient extends TokenSettings {
  readonly id: string;
  readonly poolId: string;
  readonly name: string;
  /** Set on a confidential client: its callers must prove that they know it. */
  readonly secret: string | undefined;
  readonly authFlows: readonly AuthFlowSetting[];
  readonly preventUserExistenceErrors: "ENABLED" | "LEGACY";
  readonly enableTokenRevocation: boolean;
  /** How long a challenge waits for its answer. */
  readonly authSessionMinutes: number;
  /** Attributes that go into its ID tokens; undefined means the standard ones. */
  readonly readAttributes: readonly string[] | undefined;
  /** Attributes that its users may set; undefined means the standard ones. */
  readonly writeAttributes: readonly string[] | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export type ClientSettings = Omit<UserPoolClient, "id" | "poolId" | "name" | "secret" | "createdAt" | "modifiedAt">;

/** What a client has that was created without saying so. */
export const defaultClientSettings: ClientSettings = {
  authFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
  preventUserExistenceErrors: "LEGACY",
  enableTokenRevocation: true,
  authSessionMinutes: 3,
  readAttributes: undefined,
  writeAttributes: undefined,
};

type NewClient = Partial<ClientSettings> & {
  readonly poolId: string;
  readonly name: string;
  /** `true` draws one. */
  readonly secret?: true | string | undefined;
};

export interface Clients {
  readonly byId: Table<UserPoolClient>;
  /** @throws InvalidParameterException when the lifetimes are out of range */
  create(input: NewClient): UserPoolClient;
  /** @throws ResourceNotFoundException; also when the client belongs to another pool than the one named. */
  require(clientId: string, poolId?: string): UserPoolClient;
  of(poolId: string): readonly UserPoolClient[];
}

const lowerAlphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789";

export function openClients({ store, clock, ids }: Pick<Environment, "store" | "clock" | "ids">): Clients {
  const byId = store.table<UserPoolClient>("user-pool-clients");
  return {
    byId,
    create: ({ secret, ...input }) => {
      const now = clock.now();
      const client: UserPoolClient = {
        ...defaultClientSettings,
        ...input,
        id: ids.pick(lowerAlphanumeric, 26),
        secret: secret === true ? ids.pick(lowerAlphanumeric, 51) : secret,
        createdAt: now,
        modifiedAt: now,
      };
      lifetimes(client);
      byId.set(client.id, client);
      return client;
    },
    require: (clientId, poolId) => {
      const client = byId.get(clientId);
      if (!client || (poolId !== undefined && client.poolId !== poolId)) {
        throw resourceNotFound(`User pool client ${clientId} does not exist.`);
      }
      return client;
    },
    of: (poolId) => [...byId.values()].filter((client) => client.poolId === poolId),
  };
}
