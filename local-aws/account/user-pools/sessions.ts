import { createHash, timingSafeEqual } from "node:crypto";

import type { Environment } from "#local/account/environment.ts";
import { alphanumeric } from "#local/account/ids.ts";
import type { Table } from "#local/account/store.ts";

import type { UserPoolClient } from "./clients.ts";
import { lifetimes } from "./lifetimes.ts";
import type { User } from "./users.ts";

/** What began with one sign-in: a refresh token, and all tokens that come of it. */
export interface UserSession {
  /** The tokens' `event_id`. */
  readonly id: string;
  readonly poolId: string;
  readonly clientId: string;
  readonly sub: string;
  /** The tokens' `origin_jti`. */
  readonly originJti: string;
  /** Milliseconds since the epoch: the tokens' `auth_time`. */
  readonly signedInAt: number;
  /** The end of the refresh token. */
  readonly expiresAt: number;
  /** SHA-256 of the refresh token, in hexadecimal: what is kept cannot be used. */
  readonly refreshTokenHash: string;
  readonly revoked: boolean;
}

export interface Sessions {
  readonly byId: Table<UserSession>;
  open(user: User, client: UserPoolClient): { readonly session: UserSession; readonly refreshToken: string };
  ofRefreshToken(refreshToken: string): UserSession | undefined;
  revoke(session: UserSession): void;
  /** Signs a user out everywhere. */
  revokeAll(user: User): void;
}

export function openSessions({ store, clock, ids }: Pick<Environment, "store" | "clock" | "ids">): Sessions {
  const byId = store.table<UserSession>("user-pool-sessions");
  const revoke = (session: UserSession) => byId.set(session.id, { ...session, revoked: true });

  const forgetExpired = () => {
    // An access token, which lives a day at most, may have been issued in the last moment of its refresh token.
    const limit = clock.now() - 86_400_000;
    for (const { id, expiresAt } of byId.values()) if (expiresAt < limit) byId.delete(id);
  };
  let opened = 0;

  return {
    byId,
    open: (user, client) => {
      if (++opened % 1000 === 0) forgetExpired();
      const id = ids.uuid();
      const refreshToken = `${id}.${ids.pick(alphanumeric, 86)}`;
      const session: UserSession = {
        id,
        poolId: user.poolId,
        clientId: client.id,
        sub: user.sub,
        originJti: ids.uuid(),
        signedInAt: clock.now(),
        expiresAt: clock.now() + lifetimes(client).refresh * 1000,
        refreshTokenHash: sha256(refreshToken).toString("hex"),
        revoked: false,
      };
      byId.set(id, session);
      return { session, refreshToken };
    },
    ofRefreshToken: (refreshToken) => {
      const session = byId.get(refreshToken.slice(0, refreshToken.indexOf(".")));
      if (!session) return undefined;
      return timingSafeEqual(Buffer.from(session.refreshTokenHash, "hex"), sha256(refreshToken)) ? session : undefined;
    },
    revoke,
    revokeAll: (user) => {
      for (const session of byId.values()) {
        if (session.sub === user.sub && session.poolId === user.poolId && !session.revoked) revoke(session);
      }
    },
  };
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
